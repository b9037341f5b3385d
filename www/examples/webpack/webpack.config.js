// Nothing is needed for clausecheck: webpack finds the worker, the Wasm and the library by their addresses.
export default {
  mode: "production",
  entry: "./src/main.js",
};
