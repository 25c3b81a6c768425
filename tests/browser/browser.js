// Chromium, as it is installed on this machine and cut off from every other.

import { chromium } from "playwright-core";

/** Starts a headless Chromium, the one that `run` found, that knows no host but this machine. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
}
