// @ts-check
// The columns of a list as numbers: which entries pass a filter, and how values spread.
(function () {
  "use strict";

  /** Names entries that do not state a value, among ids, which hold no underscore. */
  const NONE = "_";
  /** Rounding of units must not leave out what is meant. */
  const EPSILON = 1e-9;
  const BARS = 16;
  /** A spread over a greater factor is drawn by orders of magnitude. */
  const WIDE = 50;

  /** @typedef {{chosen: Set<string>, min: string, max: string, unit: string, under: string}} Filter */

  /** @param {Filter} filter */
  function isActive(filter) {
    return filter.chosen.size > 0 || filter.min !== "" || filter.max !== "" || filter.under !== "";
  }

  /** Turns the columns into typed arrays, once. @param {any} root */
  function prepare(root) {
    root.count = root.id.length;
    for (const facet of root.facets) {
      if (facet.options) {
        const bytes = Uint8Array.from(atob(facet.values), (character) => character.charCodeAt(0));
        const starts = new Uint32Array(root.count + 1);
        const values = [];
        let at = 0;
        const next = () => {
          let value = 0;
          for (let shift = 0; ; shift += 7) {
            const byte = bytes[at];
            at += 1;
            value += (byte & 0x7f) << shift;
            if (byte < 0x80) return value;
          }
        };
        for (let entry = 0; entry < root.count; entry += 1) {
          for (let left = next(); left > 0; left -= 1) values.push(next());
          starts[entry + 1] = values.length;
        }
        facet.starts = starts;
        facet.values = Uint16Array.from(values);
      } else {
        facet.lower = Float64Array.from(facet.lower, (/** @type {number | null} */ one) => (one === null ? -Infinity : one));
        facet.upper = Float64Array.from(facet.upper, (/** @type {number | null} */ one) => (one === null ? Infinity : one));
        facet.stated = new Uint8Array(root.count);
        for (const entry of facet.at) facet.stated[entry] = 1;
      }
    }
    return root;
  }

  /** Which entries pass a facet: 1 or 0 for each; nothing where it filters nothing. @param {any} facet @param {Filter} filter @param {number} count */
  function passing(facet, filter, count) {
    if (!isActive(filter)) return undefined;
    const pass = new Uint8Array(count);
    if (filter.chosen.has(NONE)) for (let entry = 0; entry < count; entry += 1) pass[entry] = states(facet, entry) ? 0 : 1;
    if (facet.options) {
      const wanted = facet.options.map((/** @type {any} */ option) => filter.chosen.has(option.id));
      for (let entry = 0; entry < count; entry += 1) {
        for (let at = facet.starts[entry]; at < facet.starts[entry + 1]; at += 1) if (wanted[facet.values[at]]) pass[entry] = 1;
      }
    } else if (filter.min !== "" || filter.max !== "" || filter.under !== "") {
      const { min, max } = bounds(facet, filter);
      for (let at = 0; at < facet.at.length; at += 1) {
        if (!isUnder(facet, at, filter)) continue;
        const open = facet.open[at];
        const above = open & 2 ? facet.upper[at] > min + Math.abs(min) * EPSILON : facet.upper[at] >= min - Math.abs(min) * EPSILON;
        const below = open & 1 ? facet.lower[at] < max - Math.abs(max) * EPSILON : facet.lower[at] <= max + Math.abs(max) * EPSILON;
        if (above && below) pass[facet.at[at]] = 1;
      }
    }
    return pass;
  }

  /** Whether a measured value is of the conditions that are asked for. @param {any} facet @param {number} at @param {Filter} filter */
  function isUnder(facet, at, filter) {
    return filter.under === "" || !facet.conditions || (facet.conditions[facet.under[at]] || NONE) === filter.under;
  }

  /** @param {any} facet @param {number} entry */
  function states(facet, entry) {
    return facet.options ? facet.starts[entry] < facet.starts[entry + 1] : facet.stated[entry] === 1;
  }

  /** The limits of a range in the first unit. @param {any} facet @param {Filter} filter */
  function bounds(facet, filter) {
    const unit = unitOf(facet, filter);
    const value = (/** @type {string} */ written, /** @type {number} */ none) => (written === "" || Number.isNaN(Number(written)) ? none : Number(written) * unit.factor + unit.shift);
    return { min: value(filter.min, -Infinity), max: value(filter.max, Infinity) };
  }

  /** @param {any} facet @param {Filter} filter */
  function unitOf(facet, filter) {
    return facet.units.find((/** @type {any} */ unit) => unit.code === filter.unit) || facet.units[0] || { code: "", symbol: "", factor: 1, shift: 0 };
  }

  /** How the values spread, as bars from the lowest to the highest; over several orders of magnitude each step is a factor. @param {any} facet */
  function histogram(facet) {
    const draw = (/** @type {string} */ shape, /** @type {Record<string, string | number>} */ attributes) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", shape);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
      return element;
    };
    const picture = draw("svg", { class: "explore-bars", viewBox: `0 0 ${BARS * 10} 40`, preserveAspectRatio: "none", "aria-hidden": "true" });
    const centres = [...facet.at.keys()].map((at) => centreOf(facet, at)).filter(Number.isFinite);
    const [low, high] = [Math.min(...centres), Math.max(...centres)];
    const scale = low > 0 && high / low > WIDE ? Math.log : (/** @type {number} */ value) => value;
    const width = (scale(high) - scale(low)) / BARS;
    const edges = Array.from({ length: BARS + 1 }, (_, at) => scale(low) + at * width);
    const counts = new Array(BARS).fill(0);
    for (const centre of centres) counts[Math.min(BARS - 1, Math.floor((scale(centre) - scale(low)) / width))] += 1;
    const most = Math.max(...counts);
    const bars = width > 0 ? counts.map((count, at) => draw("rect", { x: at * 10 + 1, width: 8, y: 40 - (count && 4 + (36 * count) / most), height: count && 4 + (36 * count) / most })) : [];
    picture.append(...bars);
    if (bars.length === 0) picture.setAttribute("hidden", "");
    const mark = (/** @type {{min: number, max: number}} */ { min, max }) => bars.forEach((bar, at) => {
      const reaches = edges[at + 1] >= (min > 0 || scale !== Math.log ? scale(min) : -Infinity) && edges[at] <= (max > 0 || scale !== Math.log ? scale(max) : -Infinity);
      bar.setAttribute("class", reaches ? "on" : "");
    });
    return { picture, mark };
  }

  /** What a value with one open end is sorted and drawn at. @param {any} facet @param {number} at */
  function centreOf(facet, at) {
    const [lower, upper] = [facet.lower[at], facet.upper[at]];
    return lower === -Infinity ? upper : upper === Infinity ? lower : (lower + upper) / 2;
  }

  /** The lowest and the highest value that there is, in a unit. @param {any} facet @param {any} unit */
  function extent(facet, unit) {
    const finite = [...facet.lower, ...facet.upper].filter(Number.isFinite);
    const shown = (/** @type {number} */ value) => String(Number(((value - unit.shift) / unit.factor).toPrecision(4)));
    const all = finite.reduce((ends, value) => [Math.min(ends[0], value), Math.max(ends[1], value)], [Infinity, -Infinity]);
    return { min: finite.length ? shown(all[0]) : "", max: finite.length ? shown(all[1]) : "" };
  }

  Object.assign(/** @type {any} */ (window), { spunwebColumns: { NONE, isActive, prepare, passing, isUnder, states, bounds, unitOf, histogram, centreOf, extent } });
})();
