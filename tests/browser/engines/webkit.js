// WebKitGTK's MiniBrowser, driven through WebDriver: the engine of Safari, not Safari.
// It tells its console on the standard output, and what it loaded by its timings.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";

import { clickActions, keyActions, textActions } from "./input.js";

const PLACES = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec", "/usr/lib64", "/usr/lib"];
const BROWSERS = PLACES.flatMap((place) => ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"].map((name) => `${place}/${name}/MiniBrowser`));

/** The screen that the runner makes. */
const SCREEN = { width: 1280, height: 1024 };
/** A browser that has crashed answers nothing. */
const PATIENCE = 60_000;
const TO_BEGIN = 20_000;

/** WebKit for visits; each tab is a browser of its own, with a driver of its own. */
export async function start() {
  const binary = process.env.MINIBROWSER || BROWSERS.find((path) => existsSync(path));
  if (!binary) throw new Error("MiniBrowser is missing (webkit2gtk-driver)");
  const engine = { name: "webkit", version: "", close: async () => {} };
  engine.open = async (root, options) => {
    const { driver, capabilities } = await begin(binary, options);
    engine.version = capabilities.browserVersion;
    return open(driver, root, options);
  };
  return engine;
}

/** A driver with its session. Once in a hundred times the browser does not answer its driver; then both are begun anew. */
async function begin(binary, { script = true }) {
  const args = ["--automation", "--enable-write-console-messages-to-stdout=true", "--proxy=http://127.0.0.1:9", "--ignore-host=127.0.0.1"];
  // Scripts of the page are left out; the driver's own still run.
  if (!script) args.push("--enable-javascript-markup=false");
  const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary, args } } };
  for (let tries = 1; ; tries += 1) {
    const driver = await startDriver();
    try {
      const session = await driver.ask("POST", "/session", { capabilities }, TO_BEGIN);
      driver.session = `/session/${session.sessionId}`;
      return { driver, capabilities: session.capabilities };
    } catch (error) {
      await driver.end();
      if (tries === 3) throw error;
    }
  }
}

async function startDriver() {
  const port = await freePort();
  const child = spawn(process.env.WEBKIT_DRIVER || "WebKitWebDriver", ["--host=127.0.0.1", `--port=${port}`], { stdio: ["ignore", "pipe", "pipe"], detached: true });
  const ended = new Promise((done) => child.on("exit", done));
  const driver = {
    /** What the browser's console says. */
    faults: [],
    ask: (method, path, body, patience = PATIENCE) => request(`http://127.0.0.1:${port}${path}`, method, body, patience),
    end: async () => {
      // The driver and the browser that it has started.
      process.kill(-child.pid);
      await ended;
    },
  };
  for (const stream of [child.stdout, child.stderr]) hear(stream, driver.faults);
  await answers(() => driver.ask("GET", "/status"));
  return driver;
}

/** Lines of the console are `CONSOLE ERROR …`; the browser's own troubles are not. */
function hear(stream, faults) {
  let rest = "";
  stream.on("data", (data) => {
    const lines = (rest + data).split("\n");
    rest = lines.pop() ?? "";
    faults.push(...lines.filter((line) => line.includes("CONSOLE")));
  });
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

async function request(address, method, body, patience) {
  const response = await fetch(address, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(patience) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value?.error}: ${value?.message}`);
  return value;
}

async function open(driver, root, { width, height }) {
  const { faults } = driver;
  const tell = (method, path, body) => driver.ask(method, `${driver.session}${path}`, method === "POST" ? (body ?? {}) : undefined);
  const evaluate = (expression) => tell("POST", "/execute/async", {
    script: `const done = arguments[0]; Promise.resolve(${expression}).then((value) => done([value]), (error) => done({ error: String(error) }));`, args: [],
  }).then((answer) => {
    if (answer?.error) throw new Error(answer.error);
    return answer?.[0];
  });
  // Without a window manager the keyboard goes to the window that the pointer is in, which rests in the middle.
  const resize = ({ width, height }) => tell("POST", "/window/rect", {
    x: Math.max(0, Math.round((SCREEN.width - width) / 2)), y: Math.max(0, Math.round((SCREEN.height - height) / 2)), width, height,
  });
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
      await tell("DELETE", "").catch(() => {});
      await driver.end();
    },
  };
}
