// The least of WebDriver BiDi: commands that are answered, and events.

import WebSocket from "ws";

const PATIENCE = 60_000;

/** A connection to a browser that speaks BiDi. */
export class Bidi {
  #socket;
  #last = 0;
  #waiting = new Map();
  #listeners = new Map();

  /** Connects, and begins a session. */
  static async connect(address) {
    const bidi = new Bidi();
    bidi.#socket = new WebSocket(address, { maxPayload: 1 << 28 });
    await new Promise((opened, failed) => bidi.#socket.on("open", opened).on("error", failed));
    bidi.#socket.on("message", (data) => bidi.#read(JSON.parse(data.toString())));
    bidi.capabilities = (await bidi.send("session.new", { capabilities: {} })).capabilities;
    return bidi;
  }

  /** Sends a command and waits for its answer. */
  send(method, params = {}) {
    this.#last += 1;
    const id = this.#last;
    this.#socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#read({ id, error: "no answer", message: `after ${PATIENCE} ms` }), PATIENCE);
      this.#waiting.set(id, { method, resolve, reject, late });
    });
  }

  /** Calls a function at every event of a name. */
  on(event, listener) {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  #read(message) {
    if (message.type === "event") {
      for (const listener of this.#listeners.get(message.method) ?? []) listener(message.params);
      return;
    }
    const { method, resolve, reject, late } = this.#waiting.get(message.id) ?? {};
    clearTimeout(late);
    this.#waiting.delete(message.id);
    if (message.type === "success") resolve?.(message.result);
    else reject?.(new Error(`${method}: ${message.error}: ${message.message}`));
  }
}
