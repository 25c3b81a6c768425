// Chromium, as it is installed on this machine and cut off from every other.

import { execFileSync } from "node:child_process";

import { chromium } from "playwright-core";

/** Starts a headless Chromium that finds no host but this machine. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || execFileSync("which", ["chromium"], { encoding: "utf8" }).trim(),
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
}
