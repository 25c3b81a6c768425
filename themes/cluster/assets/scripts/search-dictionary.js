// @ts-check
// The terms of the search: a sorted list, front-coded in blocks, of which each says where
// its postings are. How the bytes are laid out: src/listing/search/dictionary.rs.
(function () {
  "use strict";

  /** How much a match counts that is not the word itself. */
  const PREFIX = 0.5;
  const KIN = 0.25;
  const WITHIN = 0.25;
  const ONE_TYPO = 0.35;
  const TWO_TYPOS = 0.2;
  /** The shortest word whose beginning is enough, that stands at the end of longer ones, and that may hold a typo or two. */
  const FROM_PREFIX = 2;
  const FROM_WITHIN = 5;
  const FROM_ONE_TYPO = 4;
  const FROM_TWO_TYPOS = 8;
  const MAX_TERM = 255;
  /** How long an ending is at most that a misspelt word keeps. */
  const MAX_ENDING = 3;
  const FROM_STEMMED = 6;
  /** What a whole title begins with among the terms. */
  const WHOLE = "=";
  const WHOLE_SIGN = WHOLE.charCodeAt(0);

  /** @typedef {{text: string, factor: number, isKin?: boolean, shard: number, at: number, length: number}} Match A term that fits, and where its postings are. */
  /** @typedef {{length: number, same: number, shard: number, at: number, postings: number}} Step */

  /**
   * @param {any} root what the file `search` holds
   * @param {Uint8Array} bytes the terms
   */
  function dictionary(root, bytes) {
    const blocks = Math.ceil(root.terms / root.block);
    /** Where each block begins in the dictionary, and its postings in their file. */
    const begins = new Uint32Array(blocks + 1);
    const postingsAt = new Uint32Array(blocks);
    /** @type {number[]} */
    const shardOf = [];
    const term = new Uint8Array(MAX_TERM);
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
     * @param {() => number} [apart] how many letters of the last term no term may begin with that is worth a look
     */
    function scan(block, see, apart) {
      const step = { length: 0, same: 0, shard: 0, at: 0, postings: 0 };
      for (; block < blocks; block += 1) {
        if (apart) block = passed(block, apart());
        cursor = begins[block];
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

    /** The last block that begins as the last term does, from a block on that does; else this one. @param {number} block @param {number} letters */
    function passed(block, letters) {
      const begun = term.subarray(0, letters);
      const isBegun = (/** @type {number} */ one) => {
        const length = firstOf(one);
        return length >= letters && compare(bytes, cursor, letters, begun) === 0;
      };
      if (letters >= MAX_TERM || !isBegun(block)) return block;
      let low = block;
      let high = blocks - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (isBegun(middle)) low = middle;
        else high = middle - 1;
      }
      return low;
    }

    /** The length of the first term of a block, to whose letters the cursor goes. @param {number} block */
    function firstOf(block) {
      cursor = begins[block];
      const halves = bytes[cursor];
      cursor += 1;
      return (halves & 15) === 15 ? 15 + next() : halves & 15;
    }

    /** The last block that begins at a word or before it. @param {Uint8Array} word */
    function blockOf(word) {
      let low = 0;
      let high = blocks - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        const length = firstOf(middle);
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
        if (!isCut && step.length <= depth && dead > step.length && step.length >= FROM_STEMMED - 1) {
          for (let column = Math.max(1, width - 1 - MAX_ENDING); column < width; column += 1) stemmed = Math.min(stemmed, rows[step.length][column]);
        }
        const factor = (/** @type {number} */ typos) => (typos === 1 ? ONE_TYPO : TWO_TYPOS);
        // Of a short one, another letter is another word.
        if (whole > 1 && stemmed <= (step.length < FROM_STEMMED ? 0 : 1)) found.push(match(step, ONE_TYPO));
        else if (whole <= most) found.push(match(step, factor(whole)));
        else if (begun <= most && letters > FROM_ONE_TYPO + (isCut ? 1 : 0)) found.push(match(step, factor(begun) / 2));
      }, () => dead);
      // One typo is likelier than two.
      const best = Math.max(0, ...found.map((one) => one.factor));
      return best >= ONE_TYPO ? found.filter((one) => one.factor >= ONE_TYPO / 2) : found;
    }

    /** The term that a word is. @param {string} word @returns {Match[]} */
    function exactly(word) {
      const wanted = encoder.encode(word);
      /** @type {Match[]} */
      const found = [];
      if (wanted.length > 0) {
        scan(blockOf(wanted), (step) => {
          const order = compare(term, 0, step.length, wanted);
          if (order === 0) found.push(match(step, 1));
          return order < 0;
        });
      }
      return found;
    }

    /**
     * The terms of the family of a word: *filtration* of *filter*.
     * @param {string} own The root of the word. @param {(term: string) => string} rootOf
     */
    function kin(own, rootOf) {
      // The last letter of a root may be another one in a term.
      const wanted = encoder.encode(own.slice(0, -1));
      /** @type {Match[]} */
      const found = [];
      scan(blockOf(wanted), (step) => {
        const order = compare(term, 0, Math.min(step.length, wanted.length), wanted);
        if (order > 0) return false;
        if (order === 0 && step.length >= wanted.length) {
          const one = { ...match(step, KIN), isKin: true };
          if (rootOf(one.text) === own) found.push(one);
        }
        return true;
      });
      return found;
    }

    /** The longer terms that end with a word, as *microfiltration* does with *filtration*. @param {string} word @param {string} typed What it is the stem of. */
    function within(word, typed) {
      const wanted = encoder.encode(word);
      const last = wanted[wanted.length - 1];
      /** @type {Match[]} */
      const found = [];
      if ([...word].length < FROM_WITHIN && (word.length < FROM_WITHIN - 1 || typed.length <= FROM_WITHIN)) return found;
      cursor = 0;
      // Every term is looked at, so as little as can be is done for each.
      for (let block = 0; block < blocks; block += 1) {
        let at = postingsAt[block];
        while (cursor < begins[block + 1]) {
          const halves = bytes[cursor];
          cursor += 1;
          const shared = halves >> 4 === 15 ? 15 + next() : halves >> 4;
          const length = shared + ((halves & 15) === 15 ? 15 + next() : halves & 15);
          for (let place = shared; place < length; place += 1, cursor += 1) term[place] = bytes[cursor];
          const postings = next();
          if (term[length - 1] === last && length > wanted.length && term[0] !== WHOLE_SIGN && endsWith(length, wanted)) {
            found.push({ text: decoder.decode(term.subarray(0, length)), factor: WITHIN, shard: shardOf[block], at, length: postings });
          }
          at += postings;
        }
      }
      return found;
    }

    /** Whether the last term ends with a word. @param {number} length @param {Uint8Array} word */
    function endsWith(length, word) {
      const before = length - word.length;
      for (let at = 0; at < word.length; at += 1) if (term[before + at] !== word[at]) return false;
      return true;
    }

    return { beginnings, exactly, kin, misspelt, within };
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

  Object.assign(/** @type {any} */ (globalThis), { spunwebDictionary: dictionary });
})();
