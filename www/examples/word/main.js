/* global Office, Word */
// The task pane of manifest.xml: the open document is checked in a worker of the pane.
import { createWorkerChecker } from "clausecheck";
import { openPane } from "clausecheck/word";

const value = document.querySelector("#value");

Office.onReady().then(() => {
  openPane(document.querySelector("#pane"), {
    checker: createWorkerChecker(),
    run: (batch) => Word.run(batch),
    check: () => ({ deal: value.value.trim() === "" ? {} : { annual_value: value.value.trim() } }),
  });
});
