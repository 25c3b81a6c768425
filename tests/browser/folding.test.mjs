// The script folds as the program does: both by the same table, held to the same
// vectors. `node --test tests/browser/folding.test.mjs`
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");

vm.runInThisContext(read("themes/cluster/assets/scripts/search-fold.js"));
const folding = globalThis.spunwebFolding(read("src/listing/search/folding.txt"));

test("tokens are those of the vectors", () => {
  const vectors = JSON.parse(read("tests/fixtures/search/folding.json"));
  assert.ok(vectors.length > 20);
  for (const { text, tokens } of vectors) {
    assert.deepEqual(folding.tokens(text).map((one) => one.token), tokens, text);
  }
});

test("a token knows where it stands in the text as written", () => {
  const places = (text) => folding.tokens(text).map(({ token, start, end }) => [token, text.slice(start, end)]);
  assert.deepEqual(places("Straße č"), [["strasse", "Straße"]]);
  assert.deepEqual(places("z PA 6"), [["pa", "PA"], ["pa6", "PA 6"], ["6", "6"]]);
  assert.deepEqual(places("c\u030Cern\u00fd 𝒳y"), [["cerny", "c\u030Cern\u00fd"], ["𝒳y", "𝒳y"]]);
});

test("a query asks for codes as a whole", () => {
  assert.deepEqual(folding.units("PA 6"), [{ joined: "pa6", parts: ["pa", "6"], code: true }]);
  assert.deepEqual(folding.units("ns-001 vlákna"), [
    { joined: "ns001", parts: ["ns", "001"], code: true },
    { joined: "vlakna", parts: ["vlakna"], code: false },
  ]);
  assert.deepEqual(folding.units("k a"), []);
});
