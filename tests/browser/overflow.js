// What is wider than its window, so that a reader would have to scroll sideways.

/**
 * The elements that stick out of the window, innermost first; runs in the page.
 * A box that scrolls or clips by itself may hold wider things, the page may not,
 * and hiding the overflow of the page does not mend it.
 */
export function sticksOut() {
  const width = document.documentElement.clientWidth;
  const contained = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  };
  const named = (element) => {
    const classes = [...element.classList].map((name) => `.${name}`).join("");
    return `${element.localName}${classes} “${element.textContent.trim().slice(0, 40)}”`;
  };
  const rightEdge = (element) => {
    const box = element.getBoundingClientRect();
    // What is drawn has no content that could spill: its box is all of it.
    const spills = element instanceof HTMLElement && getComputedStyle(element).overflowX === "visible";
    return Math.max(box.right, spills ? box.left + element.scrollWidth : 0);
  };
  const wide = [...document.body.querySelectorAll("*")].filter(
    (element) => rightEdge(element) > width + 1 && element.checkVisibility() && !contained(element),
  );
  const innermost = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
  const faults = innermost.slice(0, 5).map((element) => ({
    what: `sticks out of the window: ${named(element)}`,
    where: `to ${Math.round(rightEdge(element))} of ${width} px`,
  }));
  const whole = document.documentElement.scrollWidth;
  if (faults.length === 0 && whole > width) faults.push({ what: `the page is ${whole} px wide in a window of ${width} px` });
  return faults;
}
