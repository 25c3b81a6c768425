// The script finds the stems that the program finds: both by the same tables, held to the
// same vectors. `node --test tests/browser/stemming.test.mjs`
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");

vm.runInThisContext(read("themes/cluster/assets/scripts/search-stem.js"));
const vectors = JSON.parse(read("tests/fixtures/search/stemming.json"));

const families = JSON.parse(read("tests/fixtures/search/roots.json"));

for (const [lang, stems] of Object.entries(vectors)) {
  const stemming = globalThis.spunwebStemming(read(`src/listing/search/stemming/${lang}.txt`));
  test(`stems in ${lang} are those of the vectors`, () => {
    for (const [stem, words] of Object.entries(stems)) {
      for (const word of words) assert.equal(stemming.stem(word), stem, word);
    }
  });
  test(`words in ${lang} that say nothing`, () => assert.ok(stemming.stop.size > 30 && stemming.below.size > 0 && stemming.above.size > 0 && stemming.until.size > 0));
}

for (const [lang, all] of Object.entries(families)) {
  const stemming = globalThis.spunwebStemming(read(`src/listing/search/stemming/${lang}.txt`));
  const root = (word) => stemming.root(stemming.stem(word));
  test(`words of a family in ${lang} have one root, and families have their own`, () => {
    const roots = all.map((words) => {
      for (const word of words) assert.equal(root(word), root(words[0]), word);
      return root(words[0]);
    });
    assert.equal(new Set(roots).size, all.length);
  });
}
