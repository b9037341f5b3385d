import { expect, test } from "vitest";
import { routeOf } from "./router.ts";
import type { Route } from "./routes.ts";

const route = (name: string): Route => ({ name, label: name, tag: name, load: async () => {} });
const routes = [route("check"), route("library")];

test.each([
  ["", "check", ""],
  ["#", "check", ""],
  ["#check", "check", ""],
  ["#library", "library", ""],
  ["#library/payment-terms", "library", "payment-terms"],
  ["#library/a%20b/c", "library", "a b/c"],
  ["#library/100%", "library", "100%"],
])("%s is the page %s, told of “%s”", (hash, name, rest) => {
  const found = routeOf(hash, routes);
  expect(found?.route.name).toBe(name);
  expect(found?.rest).toBe(rest);
});

test("a hash that names no page is left alone", () => {
  expect(routeOf("#main", routes)).toBeNull();
  expect(routeOf("#librarian", routes)).toBeNull();
});
