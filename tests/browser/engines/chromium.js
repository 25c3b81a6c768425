// Chromium, driven through Playwright.

import { launch } from "../browser.js";

const NAMES = { Space: " " };

/** Chromium for visits; each tab is a visitor of its own. */
export async function start() {
  const browser = await launch();
  return {
    name: "chromium",
    version: browser.version(),
    open: (root, options) => open(browser, root, options),
    close: () => browser.close(),
  };
}

async function open(browser, root, { width, height, script = true, phone = false }) {
  const context = await browser.newContext({
    viewport: { width, height }, javaScriptEnabled: script, isMobile: phone, hasTouch: phone, offline: root.startsWith("file:"),
    // A click while one page fades into the next would be lost.
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const faults = [];
  context.on("console", (message) => faults.push(`console ${message.type()}: ${message.text()} ${message.location().url}`));
  context.on("weberror", (error) => faults.push(`error: ${error.error().stack}`));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(root) && !url.startsWith("data:")) faults.push(`request leaves: ${url}`);
  });
  context.on("requestfailed", (request) => {
    // A page that is left while a picture loads lets go of it.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") faults.push(`request failed: ${request.url()}`);
  });
  context.on("response", (response) => response.status() >= 400 && faults.push(`${response.status()}: ${response.url()}`));
  return {
    faults,
    goto: (url) => page.goto(url),
    evaluate: (expression) => page.evaluate(expression),
    count: (css) => page.locator(css).count(),
    click: (x, y) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(NAMES[key] ?? key),
    type: (text) => page.keyboard.insertText(text),
    back: () => page.goBack(),
    forward: () => page.goForward(),
    reload: () => page.reload(),
    resize: (size) => page.setViewportSize(size),
    scheme: (colorScheme) => page.emulateMedia({ colorScheme }),
    heap: () => heap(context, page),
    print: () => page.pdf({ preferCSSPageSize: true }),
    picture: (path) => page.screenshot({ path, fullPage: true, type: "jpeg", quality: 80 }),
    close: () => context.close(),
  };
}

/** The megabytes in use once what can be thrown away has been. */
async function heap(context, page) {
  const session = await context.newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return (usedSize + backingStorageSize) / 1e6;
}
