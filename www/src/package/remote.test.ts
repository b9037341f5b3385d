import { expect, test } from "vitest";
import type { FromWorker, Question, Start, ToWorker } from "./messages.ts";
import { type Port, RemoteHome } from "./remote.ts";
import { CheckError } from "./types.ts";

/** A worker that does nothing by itself. */
class Stub {
  sent: Extract<ToWorker, { kind: "ask" }>[] = [];
  starts: ToWorker[] = [];
  ended = false;
  #heard = new Map<string, (event: Event) => void>();

  postMessage(message: ToWorker): void {
    if (message.kind === "ask") this.sent.push(message);
    else this.starts.push(message);
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

function home(settings = async (): Promise<Start> => ({ bundle: null, wasm: null })): {
  home: RemoteHome;
  stubs: Stub[];
} {
  const stubs: Stub[] = [];
  const start = () => {
    const stub = new Stub();
    stubs.push(stub);
    return stub as unknown as Port;
  };
  return { home: new RemoteHome(start, settings), stubs };
}

const request: Question = { call: "check", bytes: new Uint8Array([1]), base: null, options: {} };

test("answers reach the check that asked, in any order", async () => {
  const { home: one, stubs } = home();
  const [first, second] = [one.ask(request), one.ask(request)];
  stubs[0]?.says({ kind: "answer", id: 2, text: "second" });
  stubs[0]?.says({ kind: "answer", id: 1, text: "first" });
  expect(await Promise.all([first, second])).toEqual(["first", "second"]);
  expect(stubs).toHaveLength(1);
});

test("a failure keeps its kind", async () => {
  const { home: one, stubs } = home();
  const check = one.ask(request);
  stubs[0]?.says({ kind: "failed", id: 1, name: "input", message: "it is a picture" });
  await expect(check).rejects.toEqual(new CheckError("input", "it is a picture"));
  expect(stubs[0]?.ended).toBe(false);
});

test("after a trap a new worker takes over what waits", async () => {
  const { home: one, stubs } = home();
  const [first, second] = [one.ask(request), one.ask(request)];
  stubs[0]?.says({ kind: "failed", id: 1, name: "trap", message: "unreachable" });
  await expect(first).rejects.toMatchObject({ name: "trap" });
  expect(stubs[0]?.ended).toBe(true);
  expect(stubs[1]?.sent.map((sent) => sent.id)).toEqual([2]);
  stubs[1]?.says({ kind: "answer", id: 2, text: "second" });
  expect(await second).toBe("second");
});

test("a cancelled check ends its worker, and others go on in a new one", async () => {
  const { home: one, stubs } = home();
  const abort = new AbortController();
  const [first, second] = [one.ask(request, abort.signal), one.ask(request)];
  abort.abort(new DOMException("", "AbortError"));
  await expect(first).rejects.toMatchObject({ name: "AbortError" });
  expect(stubs[0]?.ended).toBe(true);
  stubs[0]?.says({ kind: "answer", id: 2, text: "from the ended worker" });
  stubs[1]?.says({ kind: "answer", id: 2, text: "second" });
  expect(await second).toBe("second");
});

test("a worker that does not start fails what waits, and the next check tries again", async () => {
  const { home: one, stubs } = home();
  const check = one.ask(request);
  stubs[0]?.says({ kind: "broken", name: "start", message: "no Wasm" });
  await expect(check).rejects.toMatchObject({ name: "start", message: "no Wasm" });
  void one.ask(request).catch(() => {});
  expect(stubs).toHaveLength(2);
});

test("each worker is told what to start with", async () => {
  const { home: one, stubs } = home(async () => ({ bundle: "{}", wasm: "https://example.com/a.wasm" }));
  await Promise.resolve();
  expect(stubs[0]?.starts).toEqual([{ kind: "start", bundle: "{}", wasm: "https://example.com/a.wasm" }]);
  const check = one.ask(request);
  stubs[0]?.says({ kind: "failed", id: 1, name: "trap", message: "unreachable" });
  await expect(check).rejects.toMatchObject({ name: "trap" });
  expect(stubs[1]?.starts).toHaveLength(1);
});

test("a library that cannot be loaded fails the calls, and is tried again", async () => {
  let tries = 0;
  const { home: one } = home(async () => {
    tries += 1;
    throw new CheckError("library", "404");
  });
  await expect(one.ready()).rejects.toMatchObject({ name: "library", message: "404" });
  await expect(one.ask(request)).rejects.toMatchObject({ name: "library" });
  expect(tries).toBe(2);
});

test("what is disposed of answers nothing more", async () => {
  const { home: one, stubs } = home();
  const check = one.ask(request);
  one.dispose();
  await expect(check).rejects.toMatchObject({ name: "disposed" });
  await expect(one.ask(request)).rejects.toMatchObject({ name: "disposed" });
  await expect(one.ready()).rejects.toMatchObject({ name: "disposed" });
  expect(stubs.map((stub) => stub.ended)).toEqual([true]);
});
