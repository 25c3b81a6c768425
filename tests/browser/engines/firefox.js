// Firefox ESR, driven through WebDriver BiDi.
//
// Automation relaxes Firefox's rules for file://, so that pages work in tests which do
// not work for anyone else. The first two settings keep the rules as visitors have them.

import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Bidi } from "./bidi.js";
import { clickActions, keyActions, textActions } from "./input.js";

const SETTINGS = {
  "security.fileuri.strict_origin_policy": true,
  "remote.prefs.recommended": false,
  // Nothing but this machine: everything else is sent to a port where nobody listens.
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": 9,
  "network.proxy.no_proxies_on": "127.0.0.1",
  "app.update.enabled": false,
  "app.normandy.enabled": false,
  "browser.aboutwelcome.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.enabled": false,
};

/** NS_BINDING_ABORTED, as the console writes it. */
const ABORTED = 0x804b0002;

/** Says on the console what Firefox tells no one: a policy that forbids, a file that is not there. */
const RECORDER = `() => {
  addEventListener("securitypolicyviolation", (event) => console.error("policy", event.violatedDirective, event.blockedURI));
  addEventListener("error", (event) => event.target !== window && console.error("failed to load", event.target.src || event.target.href), true);
}`;

/** Firefox for visits; each tab is a visitor of its own. */
export async function start() {
  const browser = await launch({});
  /** Scripts are switched off for a whole browser, so that visits without need another. */
  let scriptless;
  return {
    name: "firefox",
    version: browser.bidi.capabilities.browserVersion,
    open: async (root, options) => {
      if (options.script !== false) return open(browser.bidi, root, options);
      scriptless ??= await launch({ "javascript.enabled": false });
      return open(scriptless.bidi, root, options);
    },
    close: async () => {
      await browser.close();
      await scriptless?.close();
    },
  };
}

async function launch(more) {
  const profile = await mkdtemp(join(tmpdir(), "spunweb-firefox-"));
  const settings = Object.entries({ ...SETTINGS, ...more });
  await writeFile(join(profile, "user.js"), settings.map((setting) => `user_pref(${setting.map((part) => JSON.stringify(part)).join(", ")});`).join("\n"));
  const binary = process.env.FIREFOX || "firefox-esr";
  const firefox = spawn(binary, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
  const bidi = await Bidi.connect(`${await addressOf(firefox)}/session`);
  await bidi.send("session.subscribe", { events: ["log.entryAdded", "network.beforeRequestSent", "network.fetchError", "network.responseCompleted"] });
  await bidi.send("script.addPreloadScript", { functionDeclaration: RECORDER });
  const close = async () => {
    const ended = new Promise((done) => firefox.on("exit", done));
    await bidi.send("browser.close").catch(() => firefox.kill());
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { bidi, close };
}

function addressOf(firefox) {
  return new Promise((found, failed) => {
    let said = "";
    firefox.on("error", failed);
    firefox.on("exit", () => failed(new Error(`Firefox ended: ${said}`)));
    firefox.stderr.on("data", (data) => {
      said += data;
      const address = said.match(/WebDriver BiDi listening on (ws:\S+)/);
      if (address) found(address[1]);
    });
  });
}

async function open(bidi, root, { width, height }) {
  const { userContext } = await bidi.send("browser.createUserContext");
  const { context } = await bidi.send("browsingContext.create", { type: "tab", userContext });
  const faults = [];
  let open = true;
  const watch = (event, tell) => bidi.on(event, (params) => open && tell(params));
  // A page that is left while a font loads lets go of it.
  watch("log.entryAdded", (entry) => entry.text?.includes(`status=${ABORTED}`) || faults.push(`${entry.type} ${entry.level}: ${entry.text}`));
  watch("network.beforeRequestSent", ({ request, context: own }) => {
    if (own && !request.url.startsWith(root) && !/^(data|about):/.test(request.url)) faults.push(`request leaves: ${request.url}`);
  });
  watch("network.fetchError", ({ request, errorText }) => {
    if (errorText !== "NS_BINDING_ABORTED") faults.push(`request failed: ${request.url} ${errorText}`);
  });
  watch("network.responseCompleted", ({ response }) => {
    // The browser itself asks for this one, where a page is left before its icon is known.
    if (response.status >= 400 && !response.url.endsWith("/favicon.ico")) faults.push(`${response.status}: ${response.url}`);
  });
  const resize = (size) => bidi.send("browsingContext.setViewport", { context, viewport: size });
  const act = (actions) => bidi.send("input.performActions", { context, actions });
  await resize({ width, height });
  return {
    faults,
    goto: (url) => bidi.send("browsingContext.navigate", { context, url, wait: "complete" }),
    evaluate: async (expression) => {
      const answer = await bidi.send("script.evaluate", { expression, target: { context }, awaitPromise: true });
      if (answer.type === "exception") throw new Error(answer.exceptionDetails.text);
      return answer.result.value;
    },
    count: async (css) => (await bidi.send("browsingContext.locateNodes", { context, locator: { type: "css", value: css } })).nodes.length,
    click: (x, y) => act(clickActions(x, y)),
    press: (key) => act(keyActions(key)),
    type: (text) => act(textActions(text)),
    back: () => bidi.send("browsingContext.traverseHistory", { context, delta: -1 }),
    forward: () => bidi.send("browsingContext.traverseHistory", { context, delta: 1 }),
    reload: () => bidi.send("browsingContext.reload", { context, wait: "complete" }),
    resize,
    print: async () => Buffer.from((await bidi.send("browsingContext.print", { context })).data, "base64"),
    picture: async (path) => {
      const { data } = await bidi.send("browsingContext.captureScreenshot", { context, origin: "document" });
      await writeFile(path, Buffer.from(data, "base64"));
    },
    close: async () => {
      open = false;
      await bidi.send("browsingContext.close", { context });
      await bidi.send("browser.removeUserContext", { userContext });
    },
  };
}
