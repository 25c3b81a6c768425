// axe-core on an open page. It is put into the page by hand: the ready-made
// wrapper opens tabs of its own, which a page on file:// does not allow.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const OPTIONS = {
  preload: false,
  iframes: false,
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
};

/** The violations on the page, with all that can be unfolded unfolded. */
export async function checkAccessibility(tab) {
  await tab.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  await tab.evaluate(AXE);
  const { violations } = await tab.evaluate((options) => globalThis.axe.run(document, options), OPTIONS);
  return violations.flatMap((violation) => violation.nodes.map((node) => ({
    what: `${violation.id} (${violation.impact}): ${violation.help}`,
    where: `${node.target.join(" ")} – ${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? ""}`,
  })));
}
