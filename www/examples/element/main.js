// The element shows what a text field holds, and tells the page of it. No bundler is needed.
import "./node_modules/clausecheck/package-dist/package/element/index.js";

const field = document.querySelector("#redline");
const element = document.querySelector("clause-check");
const decision = document.querySelector("#decision");
const selected = document.querySelector("#selected");

// Its look is the page's to change, by custom properties and parts.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  clause-check { --clausecheck-approve: rgb(0, 60, 120); }
  clause-check::part(status) { font-size: 1.25rem; }
`);
document.adoptedStyleSheets = [sheet];

element.addEventListener("clausecheck-report", (event) => {
  decision.textContent = event.detail.decision;
});
element.addEventListener("clausecheck-select", (event) => {
  selected.textContent = event.detail.id;
});
element.addEventListener("clausecheck-error", (event) => {
  decision.textContent = event.detail.message;
});

element.redline = field.value;
field.addEventListener("input", () => {
  element.redline = field.value;
});
