// The two editions as a visitor meets them: the web edition behind a server on this
// machine, the offline edition in a folder with an awkward name.

import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { serve } from "./server.js";

/** A folder name with all that file:// addresses have to escape. */
const AWKWARD_NAME = "Výstava nanovláken #1, 100% příště";

/** The web edition over HTTP, under a strict Content-Security-Policy. */
export async function webEdition(build) {
  const folder = join(build, "web");
  const server = await serve(folder);
  return {
    name: "web",
    root: `${server.origin}/`,
    at: (path) => `${server.origin}/${path ? `${path}/` : ""}`,
    holds: (page) => existsSync(join(folder, page.file)),
    address: (page) => server.origin + (page.kind === "404" ? missingPath(page) : pathOf(page)),
    status: (page) => (page.kind === "404" ? 404 : 200),
    close: server.close,
  };
}

/** The offline edition over file://, as if copied from a stick. */
export async function offlineEdition(build) {
  const place = await mkdtemp(join(tmpdir(), "spunweb-offline-"));
  const folder = join(place, AWKWARD_NAME);
  await cp(join(build, "offline"), folder, { recursive: true });
  const single = join(folder, "one page.html");
  if (existsSync(join(build, "offline.html"))) await cp(join(build, "offline.html"), single);
  return {
    name: "offline",
    root: `${pathToFileURL(folder).href}/`,
    single: existsSync(single) ? pathToFileURL(single).href : undefined,
    at: (path) => pathToFileURL(join(folder, path, "index.html")).href,
    holds: (page) => existsSync(join(folder, page.file)),
    address: (page) => pathToFileURL(join(folder, page.file)).href,
    status: () => 200,
    close: () => rm(place, { recursive: true }),
  };
}

function pathOf(page) {
  return encodeURI(`/${page.file.replace(/(^|\/)index\.html$/, "$1")}`);
}

/** An address that nothing answers to, so that the page for what is missing does. */
function missingPath(page) {
  const folder = dirname(page.file);
  return `${folder === "." ? "" : `/${folder}`}/there-is-no-such-page/`;
}
