// A redline in a text field, checked in a worker; with ?thread in the address, in the page's own thread.
import { createChecker, createWorkerChecker } from "clausecheck";

const checker = location.search === "?thread" ? createChecker() : createWorkerChecker();
const redline = document.querySelector("#redline");
const decision = document.querySelector("#decision");
const findings = document.querySelector("#findings");

document.querySelector("#check").addEventListener("click", async () => {
  findings.replaceChildren();
  try {
    const report = await checker.check(redline.value, { format: "markdown" });
    decision.textContent = report.decision;
    for (const finding of report.findings) {
      const item = document.createElement("li");
      // Text of a contract is put in as text, never as markup.
      item.textContent = `${finding.position ?? "On no row"}: ${finding.reasons.join(" ")}`;
      findings.append(item);
    }
  } catch (error) {
    decision.textContent = `${error.name}: ${error.message}`;
  }
});
