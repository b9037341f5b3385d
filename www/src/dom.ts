/**
 * Making elements. Text goes in as text nodes and attributes are set one by one, so contract text and library text
 * cannot become markup; nothing here, or anywhere in the page, parses HTML into the document.
 */

export type Child = Node | string | false | null | undefined;

type Handler = (event: never) => void;
type Attributes = Record<string, string | number | boolean | Handler | null | undefined>;

/** An element with attributes (`onclick` and the like are handlers) and children. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  apply(element, attributes);
  append(element, children);
  return element;
}

/** An SVG element. */
export function svg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  apply(element, attributes);
  append(element, children);
  return element;
}

/** Adds children, leaving out those that are not there. */
export function append(parent: Node, children: Iterable<Child>): void {
  for (const child of children) {
    if (child === false || child === null || child === undefined) continue;
    parent.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  }
}

/** Tells the elements above that something happened. */
export function emit<T>(from: HTMLElement, name: string, detail?: T): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
}

/** Listens for what {@link emit} sends. */
export function listen<T>(at: EventTarget, name: string, handler: (detail: T) => void): void {
  at.addEventListener(name, (event) => handler((event as CustomEvent<T>).detail));
}

/**
 * Scrolls an element into view: gently where it is near and the reader did not ask for less movement. What is far is
 * jumped to, twice, as the height of what was never laid out is only guessed until it is seen.
 */
export function bring(element: Element | undefined | null, block: ScrollLogicalPosition): void {
  if (!element) return;
  const far = Math.abs(element.getBoundingClientRect().top) > 2 * innerHeight;
  const still = far || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const scroll = () => element.scrollIntoView({ block, behavior: still ? "instant" : "smooth" });
  scroll();
  if (far) requestAnimationFrame(scroll);
}

/** Lets the browser paint and answer before the work goes on. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve();
    channel.port2.postMessage(null);
  });
}

function apply(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}
