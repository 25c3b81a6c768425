// The menu of a phone: a keyboard opens and closes it, and nobody is shut out meanwhile.

import { checkAccessibility } from "./accessibility.js";

const BUTTON = "[popovertarget]:not([popovertargetaction=hide])";

/**
 * Opens what the first visible menu button opens and closes it again with Escape.
 * Nothing to find fault with where a theme has no such button. `whileOpen` is
 * called with the menu open.
 */
export async function checkMenu(tab, runsAxe, whileOpen) {
  const button = tab.locator(BUTTON).filter({ visible: true }).first();
  if ((await button.count()) === 0) return [];
  const isOpen = () => tab.locator(":popover-open").count();
  const faults = [];
  await button.focus();
  await tab.keyboard.press("Enter");
  if (!(await isOpen())) faults.push({ what: "Enter on the menu button opens nothing" });
  await whileOpen();
  if (runsAxe) faults.push(...(await checkAccessibility(tab)));
  await tab.keyboard.press("Escape");
  if (await isOpen()) faults.push({ what: "Escape does not close the menu" });
  if (!(await button.evaluate((element) => element === document.activeElement))) {
    faults.push({ what: "closing the menu does not give the focus back to its button" });
  }
  return faults;
}
