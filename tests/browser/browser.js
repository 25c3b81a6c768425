// Chromium, as it is installed on this machine and cut off from every other.

import { existsSync } from "node:fs";

import { chromium } from "playwright-core";

const USUAL = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

/** Starts a headless Chromium, the one that `run` found or a usual one, that knows no host but this machine. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || USUAL.find((path) => existsSync(path)),
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
}
