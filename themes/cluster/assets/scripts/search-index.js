// @ts-check
// The search index: a sorted list of terms, front-coded in blocks, and for each term
// its postings. How the bytes are laid out: src/listing/search/dictionary.rs.
(function () {
  "use strict";

  /** How much a match counts that is not the word itself. */
  const PREFIX = 0.5;
  const STEM_PREFIX = 0.4;
  const ONE_TYPO = 0.35;
  const TWO_TYPOS = 0.2;
  /** The shortest word whose beginning is enough, and that may hold a typo or two. */
  const FROM_PREFIX = 2;
  const FROM_STEM_PREFIX = 4;
  const FROM_ONE_TYPO = 4;
  const FROM_TWO_TYPOS = 8;
  const MAX_TERM = 255;
  /** How long an ending is at most that a misspelt word keeps. */
  const MAX_ENDING = 3;
  const FROM_STEMMED = 6;
  /** What a whole title begins with among the terms. */
  const WHOLE = "=";
  const WHOLE_SIGN = WHOLE.charCodeAt(0);
  /** More than any document scores by its words. */
  const FIRST = 1e6;
  /** More than most, and less than a name as a whole: the words that a name begins with. */
  const BEGUN = FIRST / 2;
  const FROM_BEGUN = 2;
  /** Of the best score by some of the words, what others have at least. */
  const SOME = 0.3;
  /** How much a word matters in a document that says more of it than in passing. */
  const TELLING = 3;

  /** @typedef {{text: string, factor: number, shard: number, at: number, length: number}} Match A term that fits, and where its postings are. */
  /** @typedef {{length: number, same: number, shard: number, at: number, postings: number}} Step */

  /** @typedef {{unit: any, scores: Float32Array, told: Uint8Array, sure: boolean, terms: Set<string>, count: number}} Word A word of a query, what each document scores by it and how much it matters there, whether it was found as it was written, the terms by which it was found, and in how many entries. */

  /**
   * @param {any} root what the file `search` holds
   * @param {(name: string) => Promise<any>} load loads another part by its name
   * @param {(word: string) => string} stem makes stems of words
   */
  function index(root, load, stem) {
    /** Entries, and after them the lists and the pages of terms. */
    const all = root.documents + root.ways.title.length;
    const bytes = fromBase64(root.dictionary);
    root.dictionary = "";
    const blocks = Math.ceil(root.terms / root.block);
    /** Where each block begins in the dictionary, and its postings in their file. */
    const begins = new Uint32Array(blocks + 1);
    const postingsAt = new Uint32Array(blocks);
    /** @type {number[]} */
    const shardOf = [];
    const term = new Uint8Array(MAX_TERM);
    /** @type {Map<number, Uint8Array>} */
    const shards = new Map();
    const decoder = new TextDecoder();
    const encoder = new TextEncoder();
    let cursor = 0;

    readBlocks();

    /** The number at the cursor. */
    function next() {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[cursor];
        cursor += 1;
        value += (byte & 0x7f) * 2 ** shift;
        if (byte < 0x80) return value;
      }
    }

    /** Finds the beginning of every block, in one pass. */
    function readBlocks() {
      let shard = -1;
      let at = 0;
      for (let position = 0; position < root.terms; position += 1) {
        if (position % root.block === 0) {
          const block = position / root.block;
          if (root.shards[shard + 1] === block) {
            shard += 1;
            at = 0;
          }
          begins[block] = cursor;
          postingsAt[block] = at;
          shardOf[block] = shard;
        }
        const halves = bytes[cursor];
        cursor += 1;
        if (halves >> 4 === 15) next();
        const own = (halves & 15) === 15 ? 15 + next() : halves & 15;
        cursor += own;
        at += next();
      }
      begins[blocks] = cursor;
    }

    /**
     * Goes through the terms from a block on, each in `term`, until told to stop.
     * @param {number} block @param {(step: Step) => boolean | void} see
     */
    function scan(block, see) {
      const step = { length: 0, same: 0, shard: 0, at: 0, postings: 0 };
      cursor = begins[block];
      for (; block < blocks; block += 1) {
        step.shard = shardOf[block];
        step.at = postingsAt[block];
        while (cursor < begins[block + 1]) {
          const halves = bytes[cursor];
          cursor += 1;
          const shared = halves >> 4 === 15 ? 15 + next() : halves >> 4;
          const own = (halves & 15) === 15 ? 15 + next() : halves & 15;
          // At the start of a block a term shares more than is written.
          let same = shared;
          const length = shared + own;
          let differs = false;
          for (let place = shared; place < length; place += 1, cursor += 1) {
            if (!differs && place < step.length && term[place] === bytes[cursor]) same = place + 1;
            else differs = true;
            term[place] = bytes[cursor];
          }
          step.same = Math.min(same, step.length);
          step.length = length;
          step.postings = next();
          if (see(step) === false) return;
          step.at += step.postings;
        }
      }
    }

    /** The last block that begins at a word or before it. @param {Uint8Array} word */
    function blockOf(word) {
      let low = 0;
      let high = blocks - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        cursor = begins[middle];
        const halves = bytes[cursor];
        cursor += 1;
        const length = (halves & 15) === 15 ? 15 + next() : halves & 15;
        if (compare(bytes, cursor, length, word) <= 0) low = middle;
        else high = middle - 1;
      }
      return low;
    }

    /** @param {Step} step @param {number} factor @returns {Match} */
    function match(step, factor) {
      return { text: decoder.decode(term.subarray(0, step.length)), factor, shard: step.shard, at: step.at, length: step.postings };
    }

    /** The word itself, and the terms that begin with it. @param {string} word */
    function beginnings(word) {
      const wanted = encoder.encode(word);
      const prefixes = [...word].length >= FROM_PREFIX;
      /** @type {Match[]} */
      const found = [];
      scan(blockOf(wanted), (step) => {
        const order = compare(term, 0, Math.min(step.length, wanted.length), wanted);
        if (order > 0) return false;
        if (order < 0 || step.length < wanted.length) return true;
        const exact = step.length === wanted.length;
        if (exact || prefixes) found.push(match(step, exact ? 1 : PREFIX + 0.3 * (wanted.length / step.length)));
        // PA6 is not the beginning of PA66.
        return !(exact && isDigit(wanted[wanted.length - 1]));
      });
      return found;
    }

    /**
     * The terms that are a word with a typo or two, or begin with it: the distance of
     * Damerau and Levenshtein, row by row, where terms with a common beginning share
     * its rows.
     * @param {string} word @param {boolean} isCut Whether it is the stem of what was typed.
     */
    function misspelt(word, isCut) {
      const wanted = encoder.encode(word);
      const letters = [...word].length;
      // Of a short stem, another letter is another word.
      const most = letters >= FROM_TWO_TYPOS ? 2 : letters >= FROM_ONE_TYPO + (isCut ? 1 : 0) ? 1 : 0;
      const another = isCut && letters < FROM_STEMMED ? 2 : 1;
      /** @type {Match[]} */
      const found = [];
      if (most === 0) return found;
      const width = wanted.length + 1;
      /** @type {Uint8Array[]} */
      const rows = Array.from({ length: wanted.length + most + 2 }, () => new Uint8Array(width));
      for (let column = 0; column < width; column += 1) rows[0][column] = column;
      /** The depth from which no longer term can fit. */
      let dead = MAX_TERM;
      /** By depth, the distance of the word to the beginning of the term. */
      const ends = new Uint8Array(rows.length).fill(most + 1);
      scan(0, (step) => {
        if (term[0] === WHOLE_SIGN || step.same >= dead) return;
        dead = MAX_TERM;
        const depth = Math.min(step.length, rows.length - 1);
        for (let row = Math.min(step.same, depth) + 1; row <= depth; row += 1) {
          const now = rows[row];
          const above = rows[row - 1];
          const byte = term[row - 1];
          let least = (now[0] = row);
          for (let column = 1; column < width; column += 1) {
            const differs = byte === wanted[column - 1] ? 0 : another;
            let cost = Math.min(above[column] + 1, now[column - 1] + 1, above[column - 1] + differs);
            const swapped = row > 1 && column > 1 && byte === wanted[column - 2] && term[row - 2] === wanted[column - 1];
            if (swapped) cost = Math.min(cost, rows[row - 2][column - 2] + 1);
            now[column] = cost;
            if (cost < least) least = cost;
          }
          ends[row] = now[width - 1];
          if (least > most) {
            dead = row;
            break;
          }
        }
        const whole = step.length <= depth && dead > step.length ? ends[step.length] : most + 1;
        let begun = most + 1;
        for (let row = Math.max(1, width - 1 - most); row <= depth && row < dead; row += 1) begun = Math.min(begun, ends[row]);
        // Terms are stems, and a word with a slip may keep an ending.
        let stemmed = most + 1;
        if (!isCut && step.length <= depth && dead > step.length && step.length >= FROM_STEMMED) {
          for (let column = Math.max(1, width - 1 - MAX_ENDING); column < width; column += 1) stemmed = Math.min(stemmed, rows[step.length][column]);
        }
        const factor = (/** @type {number} */ typos) => (typos === 1 ? ONE_TYPO : TWO_TYPOS);
        if (whole > 1 && stemmed <= 1) found.push(match(step, ONE_TYPO));
        else if (whole <= most) found.push(match(step, factor(whole)));
        else if (begun <= most && letters > FROM_ONE_TYPO + (isCut ? 1 : 0)) found.push(match(step, factor(begun) / 2));
      });
      // One typo is likelier than two.
      const best = Math.max(0, ...found.map((one) => one.factor));
      return best >= ONE_TYPO ? found.filter((one) => one.factor >= ONE_TYPO / 2) : found;
    }

    /**
     * What every document scores by some terms: the best of them.
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
      for (const { factor, documents, impacts } of found) {
        const rarity = Math.log(1 + root.documents / (factor < 1 ? begun : documents.length));
        const weight = factor * share * Math.min(rarity, rarest);
        if (factor === 1) rarest = Math.min(rarest, rarity);
        documents.forEach((document, one) => {
          scores[document] = Math.max(scores[document], weight * impacts[one]);
          if (told) told[document] = Math.max(told[document], impacts[one]);
        });
      }
      return scores;
    }

    /** The documents of a term, and how much it matters in each. @param {Match} match */
    function read({ factor, shard, at, length }) {
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
      return { factor, documents, impacts };
    }

    /** @param {number} shard */
    async function loadShard(shard) {
      if (!shards.has(shard)) shards.set(shard, fromBase64(await load(`search-p${shard}`)));
    }

    /** The terms that a word means: its stem, what begins with it as typed, or with its stem. @param {string} word */
    function meant(word) {
      const own = stem(word);
      const found = beginnings(word);
      if (own !== word) {
        const exact = beginnings(own).filter((one) => one.text === own);
        found.push(...exact.filter((one) => !found.some((other) => other.text === one.text && other.factor >= one.factor)));
      }
      if (own === word || own.length < FROM_STEM_PREFIX) return found;
      const begun = beginnings(own).filter((one) => !found.some((other) => other.text === one.text));
      return found.concat(begun.map((one) => ({ ...one, factor: one.factor * STEM_PREFIX })));
    }

    /** @param {any} unit @returns {Promise<Word>} */
    async function find(unit) {
      /** @type {Set<string>} */
      const terms = new Set();
      const whole = meant(unit.joined);
      const remember = (/** @type {Match[]} */ found) => found.forEach((one) => terms.add(one.text));
      remember(whole);
      const told = new Uint8Array(all);
      let scores = await score(whole, 1, told);
      const several = unit.parts.length > 1;
      // A code is what it is as a whole; a hyphenated word may be written in two.
      if (several && (!unit.code || whole.length === 0)) {
        const each = unit.parts.map(meant);
        if (each.every((/** @type {Match[]} */ found) => found.length > 0)) {
          each.forEach(remember);
          scores = either(scores, together(await Promise.all(each.map((/** @type {Match[]} */ found) => score(found, 0.7, told)))));
        }
      }
      const sure = scores.some((one) => one > 0);
      if (!sure && !unit.code) {
        const own = stem(unit.joined);
        const near = misspelt(own, own !== unit.joined);
        remember(near);
        scores = await score(near);
      }
      let count = 0;
      for (let document = 0; document < root.documents; document += 1) if (scores[document] > 0) count += 1;
      return { unit, scores, told, sure, terms, count };
    }

    /**
     * The entries that hold all words of a query, the best first, and after them those
     * that hold most; the lists and terms that the query names; and its words with what
     * was found by each. What has the query as its whole name comes first.
     * @param {any[]} units @param {string[]} tokens The tokens of the query, in their order.
     */
    async function query(units, tokens) {
      const words = await Promise.all(units.map(find));
      const scores = together(words.map((word) => word.scores));
      for (const [documents, share] of await named(tokens)) {
        documents.forEach((one, document) => {
          if (one > 0) scores[document] += share;
        });
      }
      const documents = best(scores, 0, root.documents, 0);
      const some = words.length > 1 ? partly(words) : scores;
      const least = SOME * some.subarray(0, root.documents).reduce((most, one) => Math.max(most, one), 0);
      const rest = words.length > 1 ? best(some, 0, root.documents, least).filter((document) => scores[document] === 0) : [];
      return { documents, rest, ways: ways(scores, some, tokens), words };
    }

    /** The documents whose name is the query, and those whose name begins with its words. @param {string[]} tokens @returns {Promise<[Float32Array, number][]>} */
    async function named(tokens) {
      const title = WHOLE + tokens.map(stem).join(" ");
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
      const sure = words.filter((word) => word.sure);
      if (sure.length === words.length || sure.length === 0) return sum(words.map((word) => word.scores));
      return sum(sure.map(({ scores, told }) => scores.map((one, document) => (told[document] < TELLING ? 0 : one))));
    }

    /**
     * The lists and terms that hold all words, or whose names the query holds; a name that
     * is the query first.
     * @param {Float32Array} scores @param {Float32Array} some @param {string[]} tokens
     */
    function ways(scores, some, tokens) {
      const asked = new Set(tokens.map(stem));
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

  /** The order of some bytes and a word. @param {Uint8Array} bytes @param {number} at @param {number} length @param {Uint8Array} word */
  function compare(bytes, at, length, word) {
    const common = Math.min(length, word.length);
    for (let place = 0; place < common; place += 1) {
      if (bytes[at + place] !== word[place]) return bytes[at + place] - word[place];
    }
    return length - word.length;
  }

  /** @param {number} byte */
  function isDigit(byte) {
    return byte >= 48 && byte <= 57;
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
