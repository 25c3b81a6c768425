// @ts-check
// The stems of words, by the table of a language that comes with the index. The rules are
// those of the program that made the index (src/listing/search/stemming.rs);
// tests/fixtures/search/stemming.json holds both to them.
(function () {
  "use strict";

  const MAX_WORD = 40;

  /** @typedef {{text: string, instead: string, before: number, vowel: boolean, whole: boolean}} Ending */
  /** @typedef {{twice: boolean, endings: Ending[]}} Step */

  /** Reads a table: steps of endings, and lists of words. @param {string} lines */
  function stemming(lines) {
    /** @type {Step[]} */
    const stems = [];
    /** @type {Step[]} */
    const roots = [];
    let steps = stems;
    /** @type {Record<string, Set<string>>} */
    const words = { stop: new Set(), soft: new Set(), below: new Set(), above: new Set(), until: new Set() };
    /** How letters are written without their marks. @type {string[][]} */
    const written = [];
    for (const line of lines.split("\n")) {
      const [first, ...rest] = line.split(" ");
      if (first === "write") written.push(...rest.map((one) => one.split(">")));
      else if (words[first]) rest.forEach((word) => words[first].add(word));
      else if (first === "roots") steps = roots;
      else if (first === "step") steps.push({ twice: rest[0] === "twice", endings: [] });
      else if (steps.length > 0 && first && first !== "#") {
        for (const ending of rest) {
          const [text, instead = ""] = ending.split(">");
          steps[steps.length - 1].endings.push({ text, instead, before: parseInt(first, 10) || 0, vowel: first.endsWith("v"), whole: first === "=" });
        }
      }
    }
    const plain = (/** @type {string} */ word) => written.reduce((text, [from, to]) => text.replaceAll(from, to), word);
    return { plain, stem: (/** @type {string} */ word) => stem(stems, word), root: (/** @type {string} */ word) => stem(roots, word), ...words };
  }

  /** The stem of a folded word. @param {Step[]} steps @param {string} word */
  function stem(steps, word) {
    if (word.length > MAX_WORD || !/^[a-z]+$/.test(word)) return word;
    for (const step of steps) {
      const once = take(step, word);
      word = step.twice && once !== undefined ? take(step, once) ?? once : once ?? word;
    }
    return word;
  }

  /** Takes the first ending that fits off. @param {Step} step @param {string} word */
  function take(step, word) {
    const fits = step.endings.find((ending) => {
      const length = word.length - ending.text.length;
      return length >= ending.before && (!ending.whole || length === 0) && word.endsWith(ending.text) && (!ending.vowel || /[aeiouy]/.test(word.slice(0, length)));
    });
    return fits && word.slice(0, word.length - fits.text.length) + fits.instead;
  }

  Object.assign(/** @type {any} */ (globalThis), { spunwebStemming: stemming });
})();
