// A large site of made-up entries, to measure with: words of made-up syllables by
// Zipf's law, 160 or so to an entry. Two thousand entries have about 50,000 different
// words and twenty thousand about 200,000, which is more than texts of one trade have.

import { cp, mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const REPOSITORY = resolve(import.meta.dirname, "../..");
const SYLLABLES = ["na", "no", "vlák", "fil", "tra", "ce", "mem", "brá", "po", "ly", "mer", "stru", "ktu", "ře", "ži", "čis", "vod", "vzdu", "chu", "zvuk", "tex", "til", "sor", "ní", "ost", "pev", "den", "hu", "sto", "ta"];
/** Entries have members as their producers, one for so many. */
const ENTRIES_OF_A_MEMBER = 20;

/** The same numbers on every run. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** A made-up word by its rank: frequent ones are short. */
function word(rank) {
  let text = "";
  for (let rest = rank + 7; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) text += SYLLABLES[rest % SYLLABLES.length];
  return text;
}

/** Writes a site of so many structures, and of the members that make them, and returns their titles. */
export async function writeSite(place, count) {
  const next = random(count);
  const ranks = Math.round(200_000 * (count / 20_000) ** 0.22);
  // Zipf: the chance of a rank falls as one by the rank.
  const some = () => word(Math.floor(ranks ** next()) - 1);
  const sentence = (length) => Array.from({ length }, some).join(" ");
  const pick = (list) => list[Math.floor(next() * list.length)];
  const content = join(place, "content");
  const write = async (path, ...lines) => writeFile(join(content, path), `${lines.join("\n")}\n`);
  for (const folder of ["structures", "members", "pages", "schema"]) await mkdir(join(content, folder), { recursive: true });
  await cp(join(REPOSITORY, "content/vocabularies"), join(content, "vocabularies"), { recursive: true });
  await write("site.yaml",
    "title: Measured", "description: Generated entries", "organisation: {name: Measured}", "base_url: https://www.example.org/",
    "languages: [en]", "time_zone: Europe/Prague", "theme: cluster", "editions: {offline: {}}");
  await write("pages/index.md", "---", "title: Home", "---", "Generated.");
  // Pictures are left out, which the schema of the site allows here.
  await write("schema/structures.yaml", "extend: structures", "fields:", "  image: {required: false}");
  await write("schema/members.yaml", "extend: members", "fields:", "  logo: {required: false}");
  const members = Math.max(1, Math.round(count / ENTRIES_OF_A_MEMBER));
  for (let number = 0; number < members; number += 1) {
    await write(`members/member-${number}.yaml`,
      `name: "${some()} ${number}"`, "kind: company", "joined: 2020-01-01", `summary: "${sentence(18)}"`);
  }
  const titles = [];
  for (let number = 0; number < count; number += 1) {
    const code = `NS-${String(number + 100_000)}`;
    const title = `${some()} ${some()} ${pick(["PA 6", "PVDF", "PU", "PCL"])}`;
    titles.push(title);
    const measured = [`  - {property: fibre_diameter, value: "${50 + Math.floor(next() * 2000)}", unit: nm, source: illustrative}`];
    if (next() < 0.6) measured.push(`  - {property: areal_mass, value: "${(0.1 + next() * 30).toFixed(1)}", unit: g/m2, source: illustrative}`);
    await write(`structures/${code.toLowerCase()}.md`,
      "---", `code: ${code}`, `title: "${title}"`, `summary: "${sentence(18)}"`,
      `producers: [{member: member-${number % members}, role: producer}]`,
      `polymers: [${pick(["pa6", "pa66", "pvdf", "pu", "pcl", "pla"])}]`, `technology: ${pick(["needle-electrospinning", "needleless-electrospinning", "ac-electrospinning"])}`,
      `form: ${pick(["layer-2d", "laminate", "yarn"])}`, `trl: ${1 + Math.floor(next() * 9)}`,
      `availability: ${pick(["sample", "pilot", "series"])}`, `applications: [${pick(["air-filtration", "liquid-filtration", "acoustic", "outdoor"])}]`,
      "properties:", ...measured, "---", ...Array.from({ length: 5 }, () => `${sentence(24)}.\n`));
  }
  return titles;
}
