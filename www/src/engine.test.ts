import { expect, test } from "vitest";
import { CheckFailure, Engine, type Port } from "./engine.ts";
import type { CheckRequest, FromWorker, ToWorker } from "./messages.ts";

/** A worker that does nothing by itself. */
class Stub {
  sent: ToWorker[] = [];
  ended = false;
  #heard = new Map<string, (event: Event) => void>();

  postMessage(message: ToWorker): void {
    this.sent.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  addEventListener(type: string, listener: (event: Event) => void): void {
    this.#heard.set(type, listener);
  }
  says(data: FromWorker): void {
    this.#heard.get("message")?.({ data } as MessageEvent);
  }
}

function engine(): { engine: Engine; stubs: Stub[] } {
  const stubs: Stub[] = [];
  const start = () => {
    const stub = new Stub();
    stubs.push(stub);
    return stub as unknown as Port;
  };
  return { engine: new Engine(start), stubs };
}

const request: CheckRequest = { bytes: new Uint8Array([1]), base: null, options: {} };

test("answers reach the check that asked, in any order", async () => {
  const { engine: one, stubs } = engine();
  const [first, second] = [one.check(request), one.check(request)];
  stubs[0]?.says({ kind: "report", id: 2, json: "second" });
  stubs[0]?.says({ kind: "report", id: 1, json: "first" });
  expect(await Promise.all([first, second])).toEqual(["first", "second"]);
  expect(stubs).toHaveLength(1);
});

test("a failure keeps its kind", async () => {
  const { engine: one, stubs } = engine();
  const check = one.check(request);
  stubs[0]?.says({ kind: "failed", id: 1, name: "input", message: "it is a picture" });
  await expect(check).rejects.toEqual(new CheckFailure("input", "it is a picture"));
  expect(stubs[0]?.ended).toBe(false);
});

test("after a trap a new worker takes over what waits", async () => {
  const { engine: one, stubs } = engine();
  const [first, second] = [one.check(request), one.check(request)];
  stubs[0]?.says({ kind: "failed", id: 1, name: "trap", message: "unreachable" });
  await expect(first).rejects.toMatchObject({ name: "trap" });
  expect(stubs[0]?.ended).toBe(true);
  expect(stubs[1]?.sent.map((sent) => sent.id)).toEqual([2]);
  stubs[1]?.says({ kind: "report", id: 2, json: "second" });
  expect(await second).toBe("second");
});

test("a cancelled check ends its worker, and others go on in a new one", async () => {
  const { engine: one, stubs } = engine();
  const abort = new AbortController();
  const [first, second] = [one.check(request, abort.signal), one.check(request)];
  abort.abort(new DOMException("", "AbortError"));
  await expect(first).rejects.toMatchObject({ name: "AbortError" });
  expect(stubs[0]?.ended).toBe(true);
  stubs[0]?.says({ kind: "report", id: 2, json: "from the ended worker" });
  stubs[1]?.says({ kind: "report", id: 2, json: "second" });
  expect(await second).toBe("second");
});

test("a worker that does not start fails what waits, and the next check tries again", async () => {
  const { engine: one, stubs } = engine();
  const check = one.check(request);
  stubs[0]?.says({ kind: "broken", message: "no Wasm" });
  await expect(check).rejects.toMatchObject({ name: "start", message: "no Wasm" });
  void one.check(request).catch(() => {});
  expect(stubs).toHaveLength(2);
});
