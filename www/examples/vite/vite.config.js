export default {
  // The development server's bundles of dependencies know no files beside scripts: the Wasm and the worker.
  optimizeDeps: { exclude: ["clausecheck"] },
};
