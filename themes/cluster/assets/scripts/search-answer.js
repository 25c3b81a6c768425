// @ts-check
// What the search answers to a query, for the page of the search and for the suggestions
// of every other page: entries, lists and terms, and filters that answer a number.
(function () {
  "use strict";

  const { load, link, site } = /** @type {any} */ (window).spunweb;

  /** Below this many entries with all words, those with most of them are shown too; else those only that say more. */
  const ENOUGH = 5;
  /** How much of a text stands around a word in it, in characters. */
  const AROUND = 90;
  const MAX_OFFERS = 4;
  /** The lists of words that say something of a number, or nothing. */
  const BESIDE = ["stop", "below", "above", "until"];
  const MAX_REASONS = 3;
  const OTHER_NAME = 0.9;

  /** @typedef {{label: string, from: string, to: string, unit: string, href: string, collection: number}} Offer A filter with its limits. */
  /** @typedef {{title: string, href: string, collection: number, field: string | null, count: number}} Way A list, or the page of a term. */

  /** @type {Promise<any> | undefined} */
  let engine;

  /** Loads the index, once. @returns {Promise<any>} */
  function ready() {
    engine = engine || load("search").then((/** @type {any} */ root) => {
      const { spunwebFolding, spunwebStemming, spunwebIndex } = /** @type {any} */ (window);
      const folding = spunwebFolding(root.folding);
      const stemming = spunwebStemming(root.stemming);
      const stems = (/** @type {string} */ text) => folding.tokens(text).map((/** @type {any} */ one) => stemming.stem(one.token));
      root.ways.tokens = root.ways.title.map(stems);
      for (const range of root.ranges) {
        range.tokens = new Set(stems(range.label));
        range.others = new Set(stems((range.also || []).join(" ")));
      }
      return { root, folding, stemming, stems, index: spunwebIndex(root, load, stemming, otherNames(root, stems)) };
    });
    return /** @type {Promise<any>} */ (engine);
  }

  /**
   * By each name of a term, in stems, its other names. What several terms are called, such
   * as *biodegradable*, is no other name of one of them.
   * @param {any} root @param {(text: string) => string[]} stems @returns {Map<string, string[][]>}
   */
  function otherNames(root, stems) {
    /** @type {Map<string, Set<number>>} By a name, the terms that it is a name of. */
    const terms = new Map();
    const names = Object.entries(root.others).map(([label, others], term) => {
      const own = [label, ...others].map((name) => stems(name).join(" ")).filter(Boolean);
      for (const name of own) terms.set(name, (terms.get(name) || new Set()).add(term));
      return own;
    });
    return new Map([...terms].map(([name, of]) => {
      const others = new Set([...of].flatMap((term) => names[term]));
      const same = [...others].filter((other) => other !== name && [.../** @type {Set<number>} */ (terms.get(other))].every((term) => of.has(term)));
      return [name, same.map((other) => other.split(" "))];
    }));
  }

  /** What is found for a query; nothing where it has no word. @param {string} query */
  async function answer(query) {
    const parts = await ready();
    const { folding, stemming, index, root } = parts;
    const number = numberIn(query, parts);
    const offers = number ? offersFor(number, parts) : [];
    // What a filter answers is not looked for among the words.
    const asked = number && offers.length > 0 && number.rest ? number.rest : query;
    const all = folding.units(asked);
    const silent = offers.length > 0 ? BESIDE : ["stop"];
    const telling = all.filter((/** @type {any} */ unit) => !silent.some((list) => stemming[list].has(unit.joined)));
    const units = telling.length > 0 ? telling : all;
    if (units.length === 0) return undefined;
    const tokens = folding.tokens(query).map((/** @type {any} */ one) => one.token);
    const { documents, rest, strong, ways, words } = await index.query(units, all, tokens);
    // A number alone is no word that most of a text could be about.
    const isNumber = number !== undefined && offers.length > 0 && number.rest === "";
    return {
      documents,
      rest: isNumber ? [] : documents.length < ENOUGH ? rest : strong,
      words,
      offers,
      ways: ways.map((/** @type {number} */ document) => wayOf(root, document - root.documents)),
      root,
      parts,
    };
  }

  /** @param {any} root @param {number} at @returns {Way} */
  function wayOf({ ways }, at) {
    return { title: ways.title[at], href: link(ways.link[at]), collection: ways.collection[at], field: ways.field[at], count: ways.count[at] };
  }

  // ---- Numbers ----

  /** @typedef {{value: number, to: number | undefined, symbol: string, side: string, words: string[], rest: string}} Asked A number or two, their unit, which side of it is meant, and the words beside it. */

  /** Two numbers with a sign or a word between them. */
  const SPAN = /(^|[\s(])(-?\d+(?:[.,]\d+)?)\s*(?:(?:[^\s\d,;()–—-]+\s*)?[-–—…]|([^\s\d,;()]+\s+)?(\p{L}+)(?=\s))\s*(\d+(?:[.,]\d+)?)(?=$|[^\d.,-])/u;

  /** The number in a query, which stands for itself or before a unit. @param {string} query @param {any} parts @returns {Asked | undefined} */
  function numberIn(query, parts) {
    const { folding, stemming, root } = parts;
    const symbols = new Set(root.ranges.flatMap((/** @type {any} */ range) => range.units.map((/** @type {any} */ unit) => sign(unit.symbol))));
    const { text, lowest } = span(apart(query, parts), parts);
    const pattern = /(^|[\s(])(?:([<>≤≥]=?)\s*)?(-?\d+(?:[.,]\d+)?)(\s*)([^\s\d.,;)][^\s,;)]*)?(?=$|[\s,;)])/gu;
    /** @type {Asked | undefined} */
    let found;
    for (const match of text.matchAll(pattern)) {
      const next = match[5] || "";
      const symbol = symbols.has(sign(next)) ? sign(next) : "";
      // `3D` and `6/6` are no numbers by themselves, and one with a unit says more.
      if ((found && !symbol) || (next && !symbol && match[4] === "")) continue;
      const before = text.slice(0, match.index);
      const after = (symbol ? "" : next) + text.slice(match.index + match[0].length);
      const beside = folding.tokens(`${before} ${after}`).map((/** @type {any} */ one) => one.token);
      const said = (/** @type {string} */ side) => folding.tokens(before).some((/** @type {any} */ one) => stemming[side].has(one.token));
      const side = /[<≤]/.test(match[2] || "") || said("below") ? "below" : /[>≥]/.test(match[2] || "") || said("above") ? "above" : "";
      const words = beside.filter((/** @type {string} */ word) => !BESIDE.some((list) => stemming[list].has(word)));
      const value = valueOf(match[3]);
      const isSpan = lowest !== undefined && lowest < value;
      found = { value: isSpan ? lowest : value, to: isSpan ? value : undefined, symbol, side, words: words.map(stemming.stem), rest: words.join(" ") };
    }
    return found;
  }

  /** @param {string} text */
  function valueOf(text) {
    return Number(text.replace(",", "."));
  }

  /** A query with a blank between the name of a filter and what is written to it: `TRL7`, `TRL>=6`. @param {string} query @param {any} parts */
  function apart(query, { stems, root }) {
    return query.replace(/(\p{L}+)[:=]?\s*(?=[<>≤≥]?=?\s*\d)/gu, (written, name) => {
      const [own] = stems(name);
      return root.ranges.some((/** @type {any} */ range) => range.tokens.has(own)) ? `${name} ` : written;
    });
  }

  /** A query in which the higher of two numbers stands for both, and the lower one. @param {string} query @param {any} parts @returns {{text: string, lowest: number | undefined}} */
  function span(query, { folding, stemming }) {
    const match = SPAN.exec(query);
    const joins = match && (!match[4] || folding.tokens(match[4]).some((/** @type {any} */ one) => stemming.until.has(one.token)));
    if (!match || !joins) return { text: query, lowest: undefined };
    return { text: query.slice(0, match.index) + match[1] + query.slice(match.index + match[0].length - match[5].length), lowest: valueOf(match[2]) };
  }

  /** A unit as it is compared: without case of letters that look alike. @param {string} symbol */
  function sign(symbol) {
    return symbol.replace(/[µμ]/g, "u").replace(/²/g, "2").replace(/³/g, "3").replace(/[\s()]/g, "").replace(/[·⋅*]/g, "/");
  }

  /** The filters that a number may be meant for. @param {Asked} asked @param {any} parts @returns {Offer[]} */
  function offersFor({ value, to, symbol, side, words }, { root }) {
    const fitting = root.ranges.flatMap((/** @type {any} */ range) => {
      const unit = range.units.find((/** @type {any} */ one) => sign(one.symbol) === symbol);
      // A word of the name says more than one of its other names.
      const named = words.reduce((sum, word) => sum + (range.tokens.has(word) ? 1 : range.others.has(word) ? OTHER_NAME : 0), 0);
      if (symbol ? !unit : named === 0) return [];
      const chosen = unit || range.units[0] || { code: "", symbol: "", factor: 1, shift: 0 };
      const convert = (/** @type {number} */ one) => one * chosen.factor + chosen.shift;
      const [at, end] = [convert(value), convert(to ?? value)];
      // A number without its unit that is none of these may be a year.
      if (!symbol && chosen.symbol && (at > range.high || end < range.low)) return [];
      return [{ range, unit: chosen, named, at, end }];
    });
    const most = Math.max(0, ...fitting.map((/** @type {any} */ one) => one.named));
    const meant = fitting.filter((/** @type {any} */ one) => one.named === most).sort((/** @type {any} */ a, /** @type {any} */ b) => b.range.stated - a.range.stated);
    const offers = meant.flatMap((/** @type {any} */ one) => limits(one, side, to !== undefined).map(([isFrom, isTo]) => offer(root, one, isFrom ? value : undefined, isTo ? (to ?? value) : undefined)));
    return offers.slice(0, MAX_OFFERS);
  }

  /** Which sides of a number there are values on; between two, both at once. @param {any} one @param {string} side @param {boolean} isSpan @returns {[boolean, boolean][]} */
  function limits({ range, unit, at, end }, side, isSpan) {
    const below = range.low <= end;
    const above = range.high >= at;
    if (isSpan) return below && above ? [[true, true]] : [];
    if (side === "below") return below ? [[false, true]] : [];
    if (side === "above") return above ? [[true, false]] : [];
    // Steps of a scale are asked for by themselves.
    if (!unit.symbol && below && above) return [[true, true]];
    /** @type {[boolean, boolean][]} */
    const sides = [];
    if (below) sides.push([false, true]);
    if (above) sides.push([true, false]);
    return sides;
  }

  /** @param {any} root @param {any} one @param {number | undefined} lowest @param {number | undefined} highest @returns {Offer} */
  function offer(root, { range, unit }, lowest, highest) {
    const at = root.ways.collection.findIndex((/** @type {number} */ own, /** @type {number} */ way) => own === range.collection && root.ways.field[way] === null);
    const written = (/** @type {number | undefined} */ value) => (value === undefined ? "" : String(value));
    const [from, to] = [written(lowest), written(highest)];
    const params = new URLSearchParams();
    if (from) params.set(`${range.name}.min`, from);
    if (to) params.set(`${range.name}.max`, to);
    if (unit.code && range.units[0] !== unit) params.set(`${range.name}.unit`, unit.code);
    return {
      label: range.label, from, to, unit: unit.symbol,
      href: at < 0 ? "" : `${link(root.ways.link[at])}?${params}`, collection: range.collection,
    };
  }

  // ---- What is shown of an entry ----

  /** The lines of some entries. @param {number[]} documents @param {any} root @returns {Promise<any[]>} */
  async function lines(documents, root) {
    const parts = new Map();
    for (const one of documents) parts.set(Math.floor(one / root.titles), null);
    await Promise.all([...parts.keys()].map(async (at) => parts.set(at, await load(`search-t${at}`))));
    return documents.map((document) => {
      const part = parts.get(Math.floor(document / root.titles));
      const line = Object.fromEntries(Object.entries(part).map(([name, column]) => [name, column[document % root.titles]]));
      const isSample = part.samples.includes(document % root.titles);
      const pairs = (/** @type {any[]} */ flat) => flat.flatMap((one, at) => (at % 2 === 0 ? [{ label: root.labels[one], text: flat[at + 1] }] : []));
      return { ...line, document, isSample, figures: pairs(line.figures), facts: pairs(line.facts), collection: site().collections[line.collection] };
    });
  }

  /** Whether a text holds a word of a query. @param {any} parts @param {any} word @param {string} text */
  function holds({ stems }, word, text) {
    return stems(text).some((/** @type {string} */ one) => word.terms.has(one));
  }

  /** Whether a text holds a word of a query as it was asked, and not by another name. @param {any} parts @param {any} word @param {string} text */
  function says({ stems, stemming }, word, text) {
    return stems(text).includes(stemming.stem(word.unit.joined));
  }

  /**
   * Why an entry was found, where its heading and its sentence do not say it: the values
   * that hold the words, and the words that are left.
   * @param {any} found @param {any} line
   */
  function reasons({ words, parts, root }, line) {
    let left = words.filter((/** @type {any} */ word) => word.scores[line.document] > 0 && !holds(parts, word, `${line.title} ${line.code} ${line.summary}`));
    const values = [];
    for (const { label, text } of line.facts) {
      if (left.length === 0 || values.length === MAX_REASONS) break;
      const names = [...called(root, text), ...called(root, label)].filter((/** @type {string} */ name) => left.some((/** @type {any} */ word) => holds(parts, word, name)));
      const byName = left.filter((/** @type {any} */ word) => holds(parts, word, `${label} ${text} ${names.join(" ")}`));
      if (byName.length === 0) continue;
      const [plain, said] = [holds, says].map((has) => left.some((/** @type {any} */ word) => has(parts, word, text)));
      const asked = names.find((name) => left.some((/** @type {any} */ word) => says(parts, word, name)));
      values.push({ label, text, also: said ? "" : asked || (plain ? "" : names[0] || "") });
      left = left.filter((/** @type {any} */ word) => !byName.includes(word));
    }
    return { values, left };
  }

  /** The other names of a term, and those of what is broader. @param {any} root @param {string} label @returns {string[]} */
  function called({ others, broader }, label) {
    return [...(others[label] || []), ...(broader[label] || []).flatMap((/** @type {string} */ one) => [one, ...(others[one] || [])])];
  }

  /** The place of some words in the long text of an entry; nothing where they stand in none. @param {any} found @param {any} line @param {any[]} left */
  async function snippet({ parts, root }, line, left) {
    const texts = await load(`search-x${Math.floor(line.document / root.texts)}`);
    const text = texts[line.document % root.texts];
    const first = parts.folding.tokens(text).find((/** @type {any} */ one) => left.some((word) => word.terms.has(parts.stemming.stem(one.token))));
    if (!first) return "";
    const from = first.start < AROUND ? 0 : text.indexOf(" ", first.start - AROUND) + 1;
    const space = text.lastIndexOf(" ", first.end + AROUND);
    const to = first.end + AROUND >= text.length ? text.length : Math.max(space, first.end);
    return `${from > 0 ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
  }

  /** Cuts a text where words of a query stand in it: pieces, each with whether it is one. @param {any} found @param {string} text @returns {{text: string, marked: boolean}[]} */
  function pieces({ words, parts }, text) {
    const found = [];
    let at = 0;
    for (const { token, start, end } of parts.folding.tokens(text)) {
      const own = parts.stemming.stem(token);
      if (start < at || !words.some((/** @type {any} */ word) => word.terms.has(own))) continue;
      found.push({ text: text.slice(at, start), marked: false }, { text: text.slice(start, end), marked: true });
      at = end;
    }
    return [...found, { text: text.slice(at), marked: false }];
  }

  Object.assign(/** @type {any} */ (window), { spunwebSearch: { ready, answer, lines, reasons, snippet, pieces } });
})();
