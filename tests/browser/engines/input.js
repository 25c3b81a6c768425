// Keys and the mouse as WebDriver says them, which BiDi says in the same words.

const CODES = {
  Enter: "\uE007", Tab: "\uE004", Escape: "\uE00C", Space: " ", Backspace: "\uE003", Delete: "\uE017",
  ArrowUp: "\uE013", ArrowDown: "\uE015", Shift: "\uE008", Control: "\uE009",
};

/** The actions that press some keys together: `Tab`, `Shift+Tab`, `Control+a`. */
export function keyActions(names) {
  const keys = names.split("+").map((name) => CODES[name] ?? name);
  const down = keys.map((value) => ({ type: "keyDown", value }));
  const up = [...keys].reverse().map((value) => ({ type: "keyUp", value }));
  return [{ type: "key", id: "keyboard", actions: [...down, ...up] }];
}

/** The actions that type a text. */
export function textActions(text) {
  const actions = [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
  return [{ type: "key", id: "keyboard", actions }];
}

/** The actions that click at a place of the window. */
export function clickActions(x, y) {
  const at = { x: Math.round(x), y: Math.round(y) };
  return [{
    type: "pointer", id: "mouse", parameters: { pointerType: "mouse" },
    actions: [{ type: "pointerMove", origin: "viewport", ...at }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }],
  }];
}
