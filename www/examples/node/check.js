// Checks a file: node check.js redline.docx
import { readFile } from "node:fs/promises";
import { createChecker } from "clausecheck";

const checker = createChecker();
const report = await checker.check(await readFile(process.argv[2]), { deal: { annual_value: "300000" } });

process.stdout.write(`${report.decision}\n`);
for (const clause of report.clauses) {
  process.stdout.write(`${clause.title}: ${clause.decision}, ${clause.position ?? "on no row"}\n`);
}
checker.dispose();
