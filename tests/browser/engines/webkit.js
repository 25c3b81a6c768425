// WebKitGTK's MiniBrowser, driven through WebDriver: the engine of Safari, not Safari.
// It tells its console on the standard output, and what it loaded by its timings.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";

import { clickActions, keyActions, textActions } from "./input.js";

const PLACES = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec", "/usr/lib64", "/usr/lib"];
const BROWSERS = PLACES.flatMap((place) => ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"].map((name) => `${place}/${name}/MiniBrowser`));

/** WebKit for visits; each tab is a browser of its own. */
export async function start() {
  const binary = process.env.MINIBROWSER || BROWSERS.find((path) => existsSync(path));
  if (!binary) throw new Error("MiniBrowser is missing (webkit2gtk-driver)");
  const port = await freePort();
  const driver = spawn(process.env.WEBKIT_DRIVER || "WebKitWebDriver", ["--host=127.0.0.1", `--port=${port}`], { stdio: ["ignore", "pipe", "pipe"] });
  /** Where the lines of the console go: the faults of the tab that is open. */
  const heard = { faults: [], rest: "" };
  for (const stream of [driver.stdout, driver.stderr]) stream.on("data", (data) => hear(heard, String(data)));
  const ask = (method, path, body) => request(`http://127.0.0.1:${port}${path}`, method, body);
  await answers(() => ask("GET", "/status"));
  const engine = {
    name: "webkit",
    version: "",
    open: (root, options) => open(ask, binary, heard, engine, root, options),
    close: async () => {
      const ended = new Promise((done) => driver.on("exit", done));
      driver.kill();
      await ended;
    },
  };
  return engine;
}

/** Lines of the console are `CONSOLE ERROR …`; the browser's own troubles are not. */
function hear(heard, text) {
  const lines = (heard.rest + text).split("\n");
  heard.rest = lines.pop() ?? "";
  heard.faults.push(...lines.filter((line) => line.includes("CONSOLE")));
}

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

async function answers(ask) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((later) => setTimeout(later, 50));
    }
  }
}

async function request(address, method, body) {
  const response = await fetch(address, { method, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value?.error}: ${value?.message}`);
  return value;
}

async function open(ask, binary, heard, engine, root, { width, height, script = true }) {
  const args = ["--automation", "--enable-write-console-messages-to-stdout=true", "--proxy=http://127.0.0.1:9", "--ignore-host=127.0.0.1"];
  // Scripts of the page are left out; the driver's own still run.
  if (!script) args.push("--enable-javascript-markup=false");
  const alwaysMatch = { "webkitgtk:browserOptions": { binary, args } };
  const { sessionId, capabilities } = await ask("POST", "/session", { capabilities: { alwaysMatch } });
  engine.version = capabilities.browserVersion;
  const faults = [];
  heard.faults = faults;
  const tell = (method, path, body) => ask(method, `/session/${sessionId}${path}`, method === "POST" ? (body ?? {}) : undefined);
  const evaluate = (expression) => tell("POST", "/execute/async", {
    script: `const done = arguments[0]; Promise.resolve(${expression}).then((value) => done([value]), (error) => done({ error: String(error) }));`, args: [],
  }).then((answer) => {
    if (answer?.error) throw new Error(answer.error);
    return answer?.[0];
  });
  const resize = (size) => tell("POST", "/window/rect", size);
  const act = (actions) => tell("POST", "/actions", { actions });
  const leave = async () => {
    const loaded = await evaluate("performance.getEntriesByType('resource').map((one) => one.name)").catch(() => []);
    faults.push(...(loaded ?? []).filter((url) => !url.startsWith(root) && !url.startsWith("data:")).map((url) => `request leaves: ${url}`));
  };
  await resize({ width, height });
  return {
    faults,
    goto: async (url) => {
      await leave();
      await tell("POST", "/url", { url });
    },
    evaluate,
    count: async (css) => (await tell("POST", "/elements", { using: "css selector", value: css })).length,
    click: (x, y) => act(clickActions(x, y)),
    press: (key) => act(keyActions(key)),
    type: (text) => act(textActions(text)),
    back: () => tell("POST", "/back"),
    forward: () => tell("POST", "/forward"),
    reload: () => tell("POST", "/refresh"),
    resize,
    picture: async (path) => writeFile(path, Buffer.from(await tell("GET", "/screenshot"), "base64")),
    close: async () => {
      await leave();
      await tell("DELETE", "");
    },
  };
}
