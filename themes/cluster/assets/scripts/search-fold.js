// @ts-check
// The folding of texts for search, by the table that comes with the index. The rules
// are those of the program that made the index; tests/fixtures/search/folding.json
// holds both to them.
(function () {
  "use strict";

  const MAX_TOKEN = 40;
  const MAX_CODE_WORD = 5;

  /** @typedef {{token: string, start: number, end: number}} Token A token and where it stands in the text. */
  /** @typedef {{parts: string[], start: number, end: number, follows: boolean}} Compound */
  /** @typedef {{joined: string, parts: string[], code: boolean}} Unit What a query asks for: all of it has to be found. */

  /** Reads the table: a target, a colon, code points or ranges. @param {string} lines */
  function folding(lines) {
    /** @type {Map<number, string>} */
    const table = new Map();
    for (const line of lines.split("\n")) {
      const colon = line.indexOf(":");
      if (colon < 0 || line.startsWith("#")) continue;
      for (const range of line.slice(colon + 1).split(" ")) {
        const [first, last = first] = range.split("-").map((code) => parseInt(code, 16));
        for (let code = first; code <= last; code += 1) table.set(code, line.slice(0, colon));
      }
    }
    return { tokens: (/** @type {string} */ text) => tokens(table, text), units: (/** @type {string} */ text) => units(table, text) };
  }

  /** The tokens of a text, in their order. @param {Map<number, string>} table @param {string} text @returns {Token[]} */
  function tokens(table, text) {
    /** @type {Token[]} */
    const found = [];
    /** @type {Compound | undefined} */
    let word;
    for (const compound of compounds(table, text)) {
      const { parts, start, end } = compound;
      const joined = parts.join("");
      if (word && compound.follows && /^[0-9]/.test(joined)) push(found, word.parts[0] + joined, word.start, end);
      word = isCodeWord(parts) ? compound : undefined;
      push(found, parts.length === 1 ? [...joined].slice(0, MAX_TOKEN).join("") : joined, start, end);
      if (parts.length > 1) for (const part of parts) for (const token of [part, ...neighbours(part)]) push(found, token, start, end);
      else for (const token of neighbours(joined)) push(found, token, start, end);
    }
    return found;
  }

  /** What a query asks for. @param {Map<number, string>} table @param {string} text @returns {Unit[]} */
  function units(table, text) {
    /** @type {Unit[]} */
    const found = [];
    /** @type {Compound | undefined} */
    let word;
    for (const compound of compounds(table, text)) {
      const parts = compound.parts.filter(saysSomething).flatMap((part) => (neighbours(part).length > 0 ? neighbours(part) : [part]));
      const joined = compound.parts.join("");
      if (word && compound.follows && /^[0-9]/.test(joined)) {
        found.pop();
        found.push({ joined: word.parts[0] + joined, parts: [word.parts[0], ...parts], code: true });
      } else if (saysSomething(joined)) {
        found.push({ joined: [...joined].slice(0, MAX_TOKEN).join(""), parts, code: /[0-9]/.test(joined) });
      }
      word = isCodeWord(compound.parts) ? compound : undefined;
    }
    return found;
  }

  /** @param {Token[]} found @param {string} token @param {number} start @param {number} end */
  function push(found, token, start, end) {
    if (saysSomething(token) && [...token].length <= MAX_TOKEN) found.push({ token, start, end });
  }

  /** A letter alone says nothing, where words are made of letters. @param {string} token */
  function saysSomething(token) {
    return token.length > 0 && ([...token].length > 1 || /[0-9]/.test(token) || isRunning(token));
  }

  /** Each two neighbours of a text in a script without blanks, where nothing says where a word begins. @param {string} part */
  function neighbours(part) {
    const all = [...part];
    return isRunning(part) && all.length > 2 ? all.slice(1).map((character, at) => all[at] + character) : [];
  }

  /** Whether a text begins with a character of a script that sets no blanks between words. @param {string} text */
  function isRunning(text) {
    return /^[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u.test(text);
  }

  /** Whether a word makes a code with the number after it: `PA`, `TRL`. @param {string[]} parts */
  function isCodeWord(parts) {
    const length = [...parts[0]].length;
    return parts.length === 1 && length >= 2 && length <= MAX_CODE_WORD && !/[0-9]/.test(parts[0]);
  }

  /** The letters and digits of a text that belong together. @param {Map<number, string>} table @param {string} text */
  function compounds(table, text) {
    const { characters, places } = folded(table, text);
    /** @type {Compound[]} */
    const all = [];
    let onlySpaces = false;
    let at = 0;
    while (at < characters.length) {
      if (!isWord(characters[at])) {
        onlySpaces = onlySpaces && /[ \t\n\u00a0\u2009\u202f]/.test(characters[at]);
        at += 1;
        continue;
      }
      const first = at;
      const parts = [""];
      let last = "";
      for (; at < characters.length; at += 1) {
        const character = characters[at];
        if (isWord(character)) {
          const turns = last !== "" && (isDigit(last) !== isDigit(character) || isRunning(last) !== isRunning(character));
          if (turns && parts[parts.length - 1] !== "") parts.push("");
          parts[parts.length - 1] += character;
          last = character;
        } else if (joins(last, character, characters[at + 1])) parts.push("");
        else break;
      }
      all.push({ parts, start: places[first], end: places[at], follows: onlySpaces });
      onlySpaces = true;
    }
    return all;
  }

  /**
   * The characters of a text, folded, each with its place in the text; one place more
   * for the end.
   * @param {Map<number, string>} table @param {string} text
   */
  function folded(table, text) {
    /** @type {string[]} */
    const characters = [];
    /** @type {number[]} */
    const places = [];
    let place = 0;
    for (const character of text) {
      const code = character.codePointAt(0) || 0;
      const to = code < 128 && /[A-Za-z0-9]/.test(character) ? character.toLowerCase() : table.get(code);
      for (const one of to === undefined ? [character] : to) {
        characters.push(one);
        places.push(place);
      }
      place += character.length;
    }
    places.push(place);
    return { characters, places };
  }

  /** @param {string} character */
  function isDigit(character) {
    return character >= "0" && character <= "9";
  }

  /** Whether a mark between two characters joins them. @param {string} before @param {string} mark @param {string | undefined} after */
  function joins(before, mark, after) {
    if (after === undefined) return false;
    if (mark === "-" || mark === "&") return isWord(after);
    return (mark === "." || mark === "," || mark === "/") && isDigit(before) && isDigit(after);
  }

  /** Whether a character is a part of words, by ranges of code points. @param {string} character */
  function isWord(character) {
    const code = character.codePointAt(0) || 0;
    if (code < 0xc0) return /[a-z0-9]/.test(character);
    const between = (/** @type {number} */ first, /** @type {number} */ last) => code >= first && code <= last;
    return !(code === 0xd7 || code === 0xf7 || between(0x2000, 0x2bff) || between(0x3000, 0x303f) || between(0xfe10, 0xfe6f) ||
      between(0xff00, 0xff0f) || between(0xff1a, 0xff20) || between(0xfff0, 0xffff));
  }

  Object.assign(/** @type {any} */ (globalThis), { spunwebFolding: folding });
})();
