/**
 * Checking what comes from a file against a shape. A shape gives a fresh value with the fields that it knows and no
 * others, so that nothing of a hostile file, a `__proto__` least of all, comes along; or it says what is wrong, and where.
 */

/** Reads a value at a place, or throws {@link Unfit}. */
export type Shape<T> = (value: unknown, at: string) => T;

/** A value that does not have its shape. */
export class Unfit extends Error {
  override name = "Unfit";

  constructor(at: string, wanted: string) {
    super(`${at === "" ? "the file" : at}: expected ${wanted}`);
  }
}

/** A text of so many characters at most. */
export function text(longest: number): Shape<string> {
  return (value, at) => {
    if (typeof value !== "string") throw new Unfit(at, "a text");
    if (value.length > longest)
      throw new Unfit(at, `a text of at most ${longest.toLocaleString("en-US")} characters`);
    return value;
  };
}

/** A text that fits a test. */
export function textThat(longest: number, fits: (value: string) => boolean, wanted: string): Shape<string> {
  const plain = text(longest);
  return (value, at) => {
    const given = plain(value, at);
    if (!fits(given)) throw new Unfit(at, wanted);
    return given;
  };
}

/** One of some texts. */
export function oneOf<T extends string>(...values: readonly T[]): Shape<T> {
  return (value, at) => {
    const found = values.find((one) => one === value);
    if (found === undefined) throw new Unfit(at, `one of ${values.join(", ")}`);
    return found;
  };
}

/** A whole number from zero to where numbers stop being exact. */
export const count: Shape<number> = (value, at) => {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0)
    throw new Unfit(at, "a whole number");
  return value;
};

export const flag: Shape<boolean> = (value, at) => {
  if (typeof value !== "boolean") throw new Unfit(at, "true or false");
  return value;
};

/** A shape, or null. */
export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value, at) => (value === null ? null : shape(value, at));
}

/** The shape of a field that older files do not have: there it is read as `absent`. */
export function since<T>(shape: Shape<T>, absent: T): Shape<T> {
  const read: Shape<T> = (value, at) => (value === undefined ? absent : shape(value, at));
  LATER.add(read);
  return read;
}

const LATER = new WeakSet<object>();

/** A list of so many items at most. */
export function listOf<T>(shape: Shape<T>, most: number): Shape<T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw new Unfit(at, "a list");
    if (value.length > most) throw new Unfit(at, `a list of at most ${most.toLocaleString("en-US")}`);
    return Array.from(value, (one, index) => shape(one, `${at}[${index}]`));
  };
}

/** Values by name, of so many names at most. */
export function byName<T>(shape: Shape<T>, most: number): Shape<Record<string, T>> {
  return (value, at) => {
    const entries = Object.entries(plain(value, at));
    if (entries.length > most) throw new Unfit(at, `at most ${most} names`);
    return Object.fromEntries(
      entries.map(([name, one]) => {
        if (FORBIDDEN.has(name) || name.length > 200) throw new Unfit(at, "names of values");
        return [name, shape(one, `${at}.${name}`)];
      }),
    );
  };
}

/** An object with these fields; those named last may be absent. */
export function record<T extends object>(
  shapes: { [K in keyof T]-?: Shape<T[K]> },
  ...optional: (keyof T & string)[]
): Shape<T> {
  const fields = Object.entries(shapes) as [keyof T & string, Shape<unknown>][];
  return (value, at) => {
    const given = plain(value, at);
    const read: [string, unknown][] = [];
    for (const [name, shape] of fields) {
      const here = at === "" ? name : `${at}.${name}`;
      if (Object.hasOwn(given, name)) read.push([name, shape(given[name], here)]);
      else if (LATER.has(shape)) read.push([name, shape(undefined, here)]);
      else if (!optional.includes(name)) throw new Unfit(here, "something, and nothing is there");
    }
    return Object.fromEntries(read) as T;
  };
}

/** Names that mean something to JavaScript itself. */
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

function plain(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Unfit(at, "an object");
  return value as Record<string, unknown>;
}
