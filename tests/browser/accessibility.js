// axe-core on an open page. It is put into the page by hand: the ready-made
// wrapper opens tabs of its own, which a page on file:// does not allow.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const OPTIONS = {
  preload: false,
  iframes: false,
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
};
const SIZES = [{ width: 1280, height: 900 }, { width: 390, height: 844 }];

/** The violations on the page, with all that can be unfolded unfolded. */
export async function checkAccessibility(tab) {
  await tab.evaluate(`for (const details of document.querySelectorAll("details")) details.open = true;`);
  await tab.evaluate(AXE);
  const violations = await tab.evaluate(`axe.run(document, ${JSON.stringify(OPTIONS)}).then((found) => found.violations)`);
  return violations.flatMap((violation) => violation.nodes.map((node) => ({
    what: `${violation.id} (${violation.impact}): ${violation.help}`,
    where: `${node.target.join(" ")} – ${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? ""}`,
  })));
}

/** Fails if the page, as a visitor sees it now, violates anything: wide and phone, light and dark. */
export async function assertAccessible(visitor, { size }) {
  const { tab } = visitor;
  // What axe looks at is the same in every engine; the one that can be told its colours is asked.
  if (!tab.scheme) return;
  for (const { width, height } of SIZES) {
    await tab.resize({ width, height });
    for (const scheme of ["light", "dark"]) {
      await tab.scheme(scheme);
      const faults = await checkAccessibility(tab);
      const sideways = await visitor.run(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.deepEqual(faults, [], `axe, ${scheme}, ${width} px`);
      assert.ok(sideways <= 0, `${sideways} px wider than ${width} px`);
    }
  }
  await tab.scheme("light");
  await tab.resize({ width: size.width, height: size.height });
}
