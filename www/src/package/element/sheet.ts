/** The look of `<clause-check>`: custom properties to change it by, and an adopted sheet, which no policy refuses. */

const CSS = `
:host {
  display: block;
  color: var(--clausecheck-color, CanvasText);
  background: var(--clausecheck-background, Canvas);
  font: var(--clausecheck-font, 1rem/1.5 system-ui, sans-serif);
  --accept: var(--clausecheck-accept, light-dark(#1b6b38, #7fd39b));
  --approve: var(--clausecheck-approve, light-dark(#8a5200, #f0b45a));
  --legal_review: var(--clausecheck-legal-review, light-dark(#5b34ad, #c3a8ff));
  --walk_away: var(--clausecheck-walk-away, light-dark(#b3161f, #ff9a9a));
  --line: var(--clausecheck-line, color-mix(in srgb, currentColor 25%, transparent));
}
:host([hidden]) { display: none; }
.status { margin: 0; padding: 0.75rem 0; font-weight: 600; position: sticky; inset-block-start: 0; z-index: 1;
  background: var(--clausecheck-background, Canvas); }
.both { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); }
.text { overflow-wrap: anywhere; max-block-size: var(--clausecheck-height, none); overflow: auto; }
.text p, .text h3 { margin: 0 0 0.75em; white-space: pre-wrap; font: inherit; }
.text h3 { font-weight: 600; }
ins { color: var(--clausecheck-insert, light-dark(#1b6b38, #7fd39b)); }
del { color: var(--clausecheck-delete, light-dark(#b3161f, #ff9a9a)); }
mark { color: inherit; background: none; cursor: pointer; border-block-end: 2px solid var(--tone); }
mark[data-selected] { background: color-mix(in srgb, var(--tone) 12%, transparent); }
ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.75rem; }
li { border: 1px solid var(--line); border-inline-start: 4px solid var(--tone); border-radius: 4px; padding: 0.5rem 0.75rem; }
.accept { --tone: var(--accept); }
.approve { --tone: var(--approve); }
.legal_review { --tone: var(--legal_review); }
.walk_away { --tone: var(--walk_away); }
button { font: inherit; color: inherit; cursor: pointer; }
.pick { all: unset; cursor: pointer; display: block; inline-size: 100%; }
button:focus-visible, .pick:focus-visible, .text:focus-visible { outline: 2px solid Highlight; outline-offset: 2px; }
.title { font-weight: 600; }
.ask { color: var(--tone); font-weight: 600; }
li p, li blockquote { margin: 0.4em 0 0; }
blockquote { border-inline-start: 2px solid var(--line); padding-inline-start: 0.6rem; }
.actions { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.actions:empty { display: none; }
[aria-pressed="true"] .title { text-decoration: underline; }
`;

let made: CSSStyleSheet | null = null;

/** The sheet, one for all elements. */
export function sheet(): CSSStyleSheet {
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(CSS);
  }
  return made;
}
