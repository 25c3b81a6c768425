// What the YAML language server of VS Code says of a site, by the schemas and the
// settings that `spunweb schema --editor vscode` writes. SITE is the folder of the site.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Client } from "./client.js";

let editor;

before(async () => {
  editor = await Client.start(process.env.SITE);
});

after(() => editor.stop());

const structure = (...lines) =>
  ["code: NS-900", "title: {en: New, cs: Nová}", ...lines].join("\n") + "\n";

// Each test opens a file of its own.
let number = 0;
const open = (lines) => editor.open(`content/structures/ns-9${number++}.yaml`, structure(...lines));

const proposed = (items, label) => {
  const item = items.find((item) => item.label === label);
  assert.ok(item, `\`${label}\` is not among: ${items.map((item) => item.label).join(", ")}`);
  return item.documentation?.value ?? item.documentation;
};

test("completes the id of a member, with its name", async () => {
  const file = await open(["producers:", "  - member: "]);
  assert.match(proposed(await editor.complete(file, "- member: "), "fiolume"), /Fiolume/);
});

test("completes a unit, with its symbol", async () => {
  const file = await open(["properties:", "  - property: thickness", "    unit: "]);
  assert.match(proposed(await editor.complete(file, "unit: "), "um"), /µm/);
});

test("completes a property, with its units", async () => {
  const file = await open(["properties:", "  - property: "]);
  const items = await editor.complete(file, "- property: ");
  assert.match(proposed(items, "thickness"), /Thickness \[nm, um, mm\]/);
});

test("completes a term, with its label", async () => {
  const file = await open(["polymers:", "  - "]);
  assert.match(proposed(await editor.complete(file, "polymers:\n  - "), "pcl"), /^PCL/);
});

test("completes a key", async () => {
  const file = await open(["tech"]);
  proposed(await editor.complete(file, "\ntech"), "technology");
});

test("shows the help of a field", async () => {
  const file = await open(["slug: new"]);
  const help = await editor.hover(file, "\nslu");
  assert.match(help, /Page address/);
  assert.match(help, /The last part of the page's address/);
});

test("flags a wrong key, a wrong word and a wrong type, each at its line", async () => {
  const file = await open(["employes: 3", "producers:", "  - member: nobody", "polymers: {a: b}"]);
  const found = file.diagnostics.map((one) => [one.range.start.line, one.message]);
  const at = (line, message) =>
    assert.ok(
      found.some(([own, text]) => own === line && message.test(text)),
      `no ${message} at ${line}: ${JSON.stringify(found)}`,
    );
  at(2, /employes/);
  at(4, /not accepted/);
  at(5, /Incorrect type/);
});

test("knows the other files of a site", async () => {
  for (const [path, text, wrong] of [
    ["content/site.yaml", "titel: A\n", /titel/],
    ["content/vocabularies/new.yaml", "label: A\nterms: {a: {lable: A}}\n", /lable/],
    ["content/schema/new.yaml", "collection: a\nfields: {a: {type: text, requird: true}}\n", /requird/],
    ["content/schema/properties.yaml", "properties: {a: {lable: A}}\n", /lable/],
    ["themes/mine/theme.yaml", "name: mine\nextend: plain\n", /extend /],
  ]) {
    const { diagnostics } = await editor.open(path, text);
    const messages = diagnostics.map((one) => one.message);
    assert.ok(messages.some((message) => wrong.test(message)), `${path}: ${messages}`);
  }
});

test("finds nothing in what is right", async () => {
  const right = [
    "form: layer-2d",
    "polymers: [pa66]",
    "technology: needleless-electrospinning",
    "applications: [filtration]",
    'x-note: "for us"',
  ];
  const { diagnostics } = await open(right);
  assert.deepEqual(diagnostics.map((one) => one.message), []);
});
