// Proof that the checks find what they look for: a page with one fault of each
// sort, served and visited like any other.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { checkReach } from "./reach.js";
import { serve } from "./server.js";
import { checkSteadiness } from "./steady.js";
import { NARROW, visit } from "./visit.js";

const PAGE = `<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width">
<title>Planted</title>
<script src="planted.js"></script>
<main>
<h1>Planted faults</h1>
<p style="color: red">An inline style</p>
<p><img src="missing.png" alt="A picture that is not there"></p>
<p><img src="http://example.org/far.png" alt="A picture of another host"></p>
<pre id="wide">${"wide ".repeat(40)}</pre>
<p><font color="#eeeeee">Pale text</font></p>
</main>
</html>`;

const SCRIPT = 'console.info("said"); fetch("planted.js").catch(() => {}); fetch("http://example.org/data.json").catch(() => {}); throw new Error("thrown");';

/** What is put in late pushes the rest down; a button is too small; a bar lies over all links. */
const RESTLESS = `<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width">
<title>Restless</title>
<link rel="stylesheet" href="restless.css">
<script src="restless.js" defer></script>
<main>
<h1>Planted faults</h1>
<p>${"Text that is pushed. ".repeat(30)}</p>
<p><button class="tiny">x</button></p>
<div class="bar"></div>
</main>
</html>`;
const RESTLESS_STYLE = ".tiny { width: 12px; height: 12px; padding: 0; overflow: hidden } .bar { position: fixed; inset: 0; background: white } .late { height: 300px }";
const RESTLESS_SCRIPT = 'setTimeout(() => { document.querySelector(".bar").hidden = innerWidth > 1300; const late = document.createElement("p"); late.className = "late"; document.querySelector("main").prepend(late); }, 100);';

/** What has to be found, by edition and check. */
const EXPECTED = {
  web: {
    opens: [/console info: said/, /thrown/, /inline style/, /answered 404.*missing\.png/, /far\.png/, /connect-src/],
    fits: [/sticks out of the window: pre/],
    axe: [/color-contrast/],
  },
  // The last one is the rule of file:// that automation likes to relax.
  offline: {
    opens: [/console info: said/, /thrown/, /request failed.*missing\.png/, /leaves the edition.*far\.png/, /fetch/i],
    fits: [/sticks out of the window: pre/],
    axe: [/color-contrast/],
  },
};

/** Reports whether each planted fault was found, in both editions. */
export async function checkPlantedFaults(browser, report) {
  const folder = await mkdtemp(join(tmpdir(), "spunweb-planted-"));
  const server = await serve(folder);
  const page = { name: "planted faults", file: "index.html", kind: "entry", lang: "en" };
  const roots = { web: `${server.origin}/`, offline: `${pathToFileURL(folder).href}/` };
  try {
    await writeFile(join(folder, "index.html"), PAGE);
    await writeFile(join(folder, "planted.js"), SCRIPT);
    await writeFile(join(folder, "restless.html"), RESTLESS);
    await writeFile(join(folder, "restless.css"), RESTLESS_STYLE);
    await writeFile(join(folder, "restless.js"), RESTLESS_SCRIPT);
    await checkRestless(browser, roots.web, folder, report);
    for (const [name, root] of Object.entries(roots)) {
      const edition = { name, root, address: () => root + page.file, status: () => 200 };
      const found = [];
      await visit(browser, edition, { ...NARROW, runsAxe: true }, [page], { add: (result) => found.push(result) });
      for (const check of ["opens", "fits", "axe"]) {
        const whats = found.filter((result) => result.check === check).flatMap((result) => result.faults.map((fault) => fault.what));
        const missed = EXPECTED[name][check].filter((pattern) => !whats.some((what) => pattern.test(what)));
        report.add({
          edition: name, check, page: page.name, file: page.file, how: "",
          faults: missed.map((pattern) => ({ what: `a planted fault was missed: ${pattern}`, where: whats.join(" | ") })),
        });
      }
    }
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
}

async function checkRestless(browser, root, folder, report) {
  const page = { name: "planted faults", file: "restless.html", kind: "entry", lang: "en" };
  const edition = { name: "web", root, address: () => root + page.file, status: () => 200 };
  const found = [];
  const collected = { add: (result) => found.push(result) };
  await checkSteadiness(browser, edition, [page], [page], folder, collected);
  await checkReach(browser, edition, [page], collected);
  for (const check of ["steady", "targets", "focus seen"]) {
    const missed = found.some((result) => result.check === check && result.faults.length > 0) ? [] : [{ what: "a planted fault was missed" }];
    report.add({ edition: "web", check, page: page.name, file: page.file, how: "", faults: missed });
  }
}
