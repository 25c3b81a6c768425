// @ts-check
// The search index: which entries the words of a query are found in, and how well, by the
// terms of search-dictionary.js and the postings of each.
(function () {
  "use strict";

  /** How much of what the stem is the beginning of counts, and of a word in two pieces. */
  const STEM_PREFIX = 0.4;
  const IN_PIECES = 0.7;
  const FROM_STEM_PREFIX = 4;
  const FROM_PIECE = 3;
  const FROM_PART = 6;
  const FROM_JOINED = 6;
  /** How much two words count that are one: more than each alone. */
  const JOINED = 1.5;
  /** How much another name of what the query names counts. */
  const OTHER_NAME = 0.7;
  /** How many words are remembered. */
  const MAX_KNOWN = 20;
  /** The words of a name that is looked up among the names of terms. */
  const MAX_NAME = 4;
  /** Where a word is found in fewer entries, what it is a part of and its other names are looked for as well. */
  const FEW = 10;
  /** How much a term adds in a document that has another one of the word. */
  const BESIDE = 0.1;
  /** What a whole title begins with among the terms. */
  const WHOLE = "=";
  /** More than any document scores by its words. */
  const FIRST = 1e6;
  /** More than most, and less than a name as a whole: the words that a name begins with. */
  const BEGUN = FIRST / 2;
  const FROM_BEGUN = 2;
  /** Of the best score by some of the words, what others have at least. */
  const SOME = 0.3;
  /** How much a word matters in a document that says more of it than in passing. */
  const TELLING = 3;
  /** The same beside as many words that stand nowhere. */
  const NAMING = 6;
  const FROM_TOLD = 0.7;
  /** The shortest root whose family is as good as the word itself. */
  const FROM_FIRM = 6;

  /** @typedef {{text: string, factor: number, isKin?: boolean, isTyped?: boolean, shard: number, at: number, length: number}} Match A term that fits, how well, whether as one of the family or as it was typed, and where its postings are. */

  /** @typedef {{unit: any, scores: Float32Array, told: Uint8Array, sure: boolean, firm: boolean, terms: Set<string>, count: number}} Word A word of a query, what each document scores by it and how much it matters there, whether it was found as it was written, and not by a short root alone, the terms by which it was found, and in how many entries. */

  /**
   * @param {any} root what the file `search` holds
   * @param {(name: string) => Promise<any>} load loads another part by its name
   * @param {any} stemming makes stems of words, and roots of stems
   * @param {Map<string, string[][]>} names by a name of a term, in stems, its other names
   */
  function index(root, load, { stem, root: rootOf, plain, stop, soft }, names) {
    /** Entries, and after them the lists and the pages of terms. */
    const all = root.documents + root.ways.title.length;
    const { beginnings, exactly, kin, misspelt, within } = /** @type {any} */ (globalThis).spunwebDictionary(root, fromBase64(root.dictionary));
    root.dictionary = "";
    /** @type {Map<number, Uint8Array>} */
    const shards = new Map();
    /** What was found by words, of which most stay while one types. @type {Map<string, Promise<Word>>} */
    const known = new Map();

    /**
     * What every document scores by some terms: the best of them, and a little for each more.
     * @param {Match[]} matches @param {number} [share] @param {Uint8Array} [told] How much they matter in each.
     */
    async function score(matches, share = 1, told = undefined) {
      const scores = new Float32Array(all);
      // Where the word itself is there, a rarer one that begins with it says no more than it.
      let rarest = Infinity;
      const sure = [...matches].sort((a, b) => b.factor - a.factor);
      await Promise.all([...new Set(matches.map((one) => one.shard))].map(loadShard));
      const found = sure.map(read);
      // Who types a beginning means none of the words more for being rare.
      const begun = found.reduce((all, one) => all + (one.factor < 1 ? one.documents.length : 0), 0);
      for (const { factor, isTyped, documents, impacts } of found) {
        // What is most often the beginning of longer words is likely typed in part.
        const isPart = factor < 1 || (isTyped && begun > documents.length);
        const rarity = Math.log(1 + root.documents / (isPart ? Math.max(begun, documents.length) : documents.length));
        const weight = factor * share * Math.min(rarity, rarest);
        if (factor === 1) rarest = Math.min(rarest, rarity);
        for (let one = 0; one < documents.length; one += 1) {
          const document = documents[one];
          const impact = impacts[one];
          const own = weight * impact;
          const before = scores[document];
          scores[document] = own > before ? own + BESIDE * before : before + BESIDE * own;
          // What a word is the beginning of is not what was asked for.
          const says = factor < FROM_TOLD ? impact >> 1 : impact;
          if (told && told[document] < says) told[document] = says;
        }
      }
      return scores;
    }

    /** The documents of a term, and how much it matters in each. @param {Match} match */
    function read({ factor, isTyped, shard, at, length }) {
      /** @type {number[]} */
      const documents = [];
      /** @type {number[]} */
      const impacts = [];
      const postings = numbers(/** @type {Uint8Array} */ (shards.get(shard)), at, length);
      for (let place = 0; place < postings.length; ) {
        const group = postings[place];
        place += 1;
        let document = -1;
        for (let left = group >>> 4; left > 0; left -= 1, place += 1) {
          document += postings[place] + 1;
          documents.push(document);
          impacts.push(group & 15);
        }
      }
      return { factor, isTyped, documents, impacts };
    }

    /** @param {number} shard */
    async function loadShard(shard) {
      if (!shards.has(shard)) shards.set(shard, fromBase64(await load(`search-p${shard}`)));
    }

    /** The terms that a word means: its stem, what begins with it as typed, or with its stem, and the family of its stem. @param {string} word @returns {Match[]} */
    function meant(word) {
      const own = stem(word);
      /** @type {Match[]} */
      const found = beginnings(word).map((/** @type {Match} */ one) => ({ ...one, isTyped: one.text.length >= FROM_PART }));
      const add = (/** @type {Match[]} */ more) => found.push(...more.filter((one) => !found.some((other) => other.text === one.text && other.factor >= one.factor)));
      if (own !== word) add(exactly(own));
      if (own !== word && own.length >= FROM_STEM_PREFIX) add(beginnings(own).map((/** @type {Match} */ one) => ({ ...one, factor: one.factor * STEM_PREFIX })));
      const family = rootOf(own);
      if (family.length >= FROM_PIECE) add(kin(family, rootOf));
      return found;
    }

    /** What is found by a word of a query, once. @param {any} unit @returns {Promise<Word>} */
    function find(unit) {
      const key = `${unit.code} ${unit.joined} ${unit.parts.join(" ")}`;
      const found = known.get(key) || search(unit);
      if (known.size >= MAX_KNOWN) known.clear();
      known.set(key, found);
      return found;
    }

    /** @param {any} unit @returns {Promise<Word>} */
    async function search(unit) {
      /** @type {Word} */
      const word = { unit, scores: new Float32Array(all), told: new Uint8Array(all), sure: false, firm: false, terms: new Set(), count: 0 };
      const take = async (/** @type {Match[]} */ found, share = 1) => {
        found.forEach((one) => word.terms.add(one.text));
        return score(found, share, word.told);
      };
      const asWritten = meant(unit.joined);
      const whole = asWritten.length > 0 ? asWritten : meant(plain(unit.joined));
      word.scores = await take(whole);
      // A code is what it is as a whole; a hyphenated word may be written in two.
      if (unit.parts.length > 1 && (!unit.code || whole.length === 0)) {
        const each = unit.parts.filter((/** @type {string} */ part) => !stop.has(part)).map(meant);
        if (each.length > 0 && each.every((/** @type {Match[]} */ found) => found.length > 0)) {
          word.scores = either(word.scores, together(await Promise.all(each.map((/** @type {Match[]} */ found) => take(found, IN_PIECES)))));
        }
      }
      const own = stem(unit.joined);
      if (!unit.code && counted(word.scores) < FEW) word.scores = either(word.scores, await take(within(own, unit.joined)));
      if (!unit.code && !isFound(word.scores)) {
        const two = pieces(unit.joined);
        word.scores = two.length > 0 ? together(await Promise.all(two.map((piece) => take(piece, IN_PIECES)))) : word.scores;
      }
      word.sure = isFound(word.scores);
      word.firm = word.sure && !(whole.length > 0 && whole.every((one) => one.isKin && rootOf(own).length < FROM_FIRM));
      // A family of a few letters may be another one, where the word has a slip.
      const isDoubtful = word.sure && !word.firm && counted(word.scores) < FEW;
      if ((!word.sure || isDoubtful) && !unit.code) word.scores = either(word.scores, await take(misspelt(own, own !== unit.joined)));
      word.count = counted(word.scores);
      return word;
    }

    /** The two words that are written as one; nothing where it is no two. @param {string} word @returns {Match[][]} */
    function pieces(word) {
      for (let at = word.length - FROM_PIECE; at >= FROM_PIECE; at -= 1) {
        const two = [word.slice(0, at), word.slice(at)].map((piece) => exactly(stem(piece)));
        if (two.every((found) => found.length > 0)) return two;
      }
      return [];
    }

    /**
     * The words of a query with what they are together: neighbours that are written as one
     * elsewhere, and the other names of what they name.
     * @param {Word[]} words @param {any[]} said The words as they follow each other, and those that say nothing.
     */
    async function inCompany(words, said) {
      for (let at = 0; at + 1 < said.length; at += 1) {
        const two = [said[at], said[at + 1]];
        const joined = two.map((unit) => unit.joined).join("");
        if (two.some((unit) => unit.code) || joined.length < FROM_JOINED) continue;
        const found = [...beginnings(joined), ...exactly(stem(joined))];
        if (found.length > 0) words = await enriched(words, (word) => two.includes(word.unit), [found], JOINED);
      }
      for (let from = 0; from < words.length; from += 1) {
        for (let to = Math.min(words.length, from + MAX_NAME); to > from; to -= 1) {
          const own = words.slice(from, to);
          const others = names.get(own.map((word) => stem(word.unit.joined)).join(" "));
          if (!others || counted(together(own.map((word) => word.scores))) >= FEW) continue;
          for (const other of others) {
            /** @type {Match[][]} */
            const found = other.map(exactly);
            if (found.every((one) => one.length > 0)) words = await enriched(words, (_, place) => place >= from && place < to, found, OTHER_NAME / Math.max(to - from, other.length));
          }
          break;
        }
      }
      return words;
    }

    /**
     * Words with what some of them are found by together.
     * @param {Word[]} words @param {(word: Word, at: number) => boolean} isOne @param {Match[][]} found @param {number} share
     */
    async function enriched(words, isOne, found, share) {
      const told = new Uint8Array(all);
      const more = together(await Promise.all(found.map((one) => score(one, share, told))));
      return words.map((word, at) => {
        if (!isOne(word, at)) return word;
        const scores = either(word.scores, more);
        const terms = new Set([...word.terms, ...found.flat().map((one) => one.text)]);
        return { ...word, scores, terms, told: word.told.map((/** @type {number} */ one, /** @type {number} */ document) => Math.max(one, told[document])), sure: word.sure || isFound(more), count: counted(scores) };
      });
    }

    /** In how many entries there is something. @param {Float32Array} scores */
    function counted(scores) {
      let count = 0;
      for (let document = 0; document < root.documents; document += 1) if (scores[document] > 0) count += 1;
      return count;
    }

    /**
     * The entries that hold all words of a query, the best first, and after them those
     * that hold most, and which of these say more by them than any that holds all; the lists and terms that the query names; and its words with what
     * was found by each. What has the query as its whole name comes first.
     * @param {any[]} units @param {any[]} said All words of the query, also those that say nothing. @param {string[]} tokens The tokens of the query, in their order.
     */
    async function query(units, said, tokens) {
      const words = await inCompany(await Promise.all(units.map(find)), said);
      const scores = together(words.map((word) => word.scores));
      for (const [documents, share] of await named(tokens)) {
        for (let document = 0; document < documents.length; document += 1) if (documents[document] > 0) scores[document] += share;
      }
      const some = words.length > 1 ? partly(words) : scores;
      const without = await wished(said);
      for (const one of new Set([scores, some])) without.forEach((more, document) => (one[document] += one[document] > 0 ? more : 0));
      const documents = best(scores, 0, root.documents, 0);
      const least = SOME * some.subarray(0, root.documents).reduce((most, one) => Math.max(most, one), 0);
      const rest = words.length > 1 ? best(some, 0, root.documents, least).filter((document) => scores[document] === 0) : [];
      const most = documents.length > 0 ? scores[documents[0]] : 0;
      return { documents, rest, strong: rest.filter((document) => some[document] > most), ways: ways(scores, some, tokens), words };
    }

    /** What documents score that say *without* to a query that does: any word for it is as good as another. @param {any[]} said */
    async function wished(said) {
      const isAsked = said.some((unit) => [unit.joined, ...unit.parts].some((word) => soft.has(word)));
      return isAsked ? score([...soft].flatMap((word) => exactly(stem(word)))) : new Float32Array(0);
    }

    /** The documents whose name is the query, and those whose name begins with its words. @param {string[]} tokens @returns {Promise<[Float32Array, number][]>} */
    async function named(tokens) {
      const title = WHOLE + tokens.map(stem).join(" ");
      /** @type {Match[]} */
      const found = beginnings(title);
      const whole = found.filter((one) => one.text === title);
      const begun = tokens.length < FROM_BEGUN ? [] : found.filter((one) => one.text.startsWith(`${title} `));
      return [[await score(whole), FIRST], [await score(begun), BEGUN]];
    }

    /**
     * What documents score by some of several words. Where a word stands nowhere, or only
     * with a slip, the others must say more than something in passing.
     * @param {Word[]} words
     */
    function partly(words) {
      const missing = words.filter((word) => word.count === 0).length;
      const sure = words.filter((word) => (missing > 0 ? word.firm : word.sure));
      // A slip beside a word that there is not at all is no reason to answer.
      if (sure.length === 0 && missing > 0) return new Float32Array(all);
      if (sure.length === words.length || sure.length === 0) return sum(words.map((word) => word.scores));
      const least = missing >= sure.length ? NAMING : TELLING;
      return sum(sure.map(({ scores, told }) => scores.map((one, document) => (told[document] < least ? 0 : one))));
    }

    /**
     * The lists and terms that hold all words, or whose names the query holds; a name that
     * is the query first.
     * @param {Float32Array} scores @param {Float32Array} some @param {string[]} tokens
     */
    function ways(scores, some, tokens) {
      const joined = tokens.slice(1).map((token, at) => tokens[at] + token);
      const asked = new Set([...tokens, ...joined].map(stem));
      const isNamed = (/** @type {number} */ document) => {
        const tokens = root.ways.tokens[document - root.documents];
        return tokens.length > 0 && tokens.every((/** @type {string} */ token) => asked.has(token));
      };
      const rank = (/** @type {number} */ document) => (scores[document] >= FIRST ? 2 : isNamed(document) ? 1 : 0);
      const found = best(some, root.documents, all, 0).filter((document) => scores[document] > 0 || rank(document) > 0);
      return found.sort((a, b) => rank(b) - rank(a) || some[b] - some[a] || a - b);
    }

    return { query };
  }

  /** The documents of a part that score more than a limit, the best first. @param {Float32Array} scores @param {number} from @param {number} to @param {number} least */
  function best(scores, from, to, least) {
    const found = [];
    for (let document = from; document < to; document += 1) if (scores[document] > 0 && scores[document] >= least) found.push(document);
    return found.sort((a, b) => scores[b] - scores[a] || a - b);
  }

  /** @param {Float32Array[]} scores */
  function sum(scores) {
    const total = Float32Array.from(scores[0] || []);
    for (const more of scores.slice(1)) for (let at = 0; at < total.length; at += 1) total[at] += more[at];
    return total;
  }

  /** What documents score that hold all. @param {Float32Array[]} scores */
  function together(scores) {
    const total = Float32Array.from(scores[0] || []);
    for (const more of scores.slice(1)) {
      for (let at = 0; at < total.length; at += 1) total[at] = total[at] > 0 && more[at] > 0 ? total[at] + more[at] : 0;
    }
    return total;
  }

  /** @param {Float32Array} scores */
  function isFound(scores) {
    return scores.some((one) => one > 0);
  }

  /** @param {Float32Array} one @param {Float32Array} other */
  function either(one, other) {
    return one.map((score, at) => Math.max(score, other[at]));
  }

  /** The numbers in some bytes. @param {Uint8Array} bytes @param {number} at @param {number} length */
  function numbers(bytes, at, length) {
    const found = [];
    for (let place = at; place < at + length; ) {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[place];
        place += 1;
        value += (byte & 0x7f) * 2 ** shift;
        if (byte < 0x80) break;
      }
      found.push(value);
    }
    return found;
  }

  /** @param {string} text */
  function fromBase64(text) {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
    return bytes;
  }

  Object.assign(/** @type {any} */ (globalThis), { spunwebIndex: index });
})();
