/** Registers the page "Library" and the elements that it is made of. */

import "../styles/library.css";
import { LibraryChanges } from "../elements/library-changes.ts";
import { LibraryEditor } from "../elements/library-editor.ts";
import { LibraryNew } from "../elements/library-new.ts";
import { LibraryPage } from "../elements/library-page.ts";

// Those that others create come first.
customElements.define("library-editor", LibraryEditor);
customElements.define("library-changes", LibraryChanges);
customElements.define("library-new", LibraryNew);
customElements.define("library-page", LibraryPage);
