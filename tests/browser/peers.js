// The searches that relevance.js measures beside: Pagefind and MiniSearch, over the same
// pages, in the form in which their own documentation shows them.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import MiniSearch from "minisearch";
import { createIndex } from "pagefind";

import { serve } from "./server.js";

/** Pagefind, with an index of the main parts of some pages, asked in a browser. */
export async function pagefind(browser, web, pages, lang) {
  const { index } = await createIndex({ forceLanguage: lang });
  for (const page of pages) {
    const html = await readFile(join(web, page.file), "utf8");
    await index.addHTMLFile({ url: page.path, content: html.replace("<main", "<main data-pagefind-body") });
  }
  const folder = await mkdtemp(join(tmpdir(), "spunweb-pagefind-"));
  await index.writeFiles({ outputPath: join(folder, "pagefind") });
  await writeFile(join(folder, "index.html"), "<!doctype html><title>Pagefind</title>");
  // Its search is WebAssembly in a worker, which the policy of the site does not allow.
  const server = await serve(folder, { policy: "default-src * 'unsafe-eval' 'unsafe-inline' data: blob:" });
  const tab = await browser.newPage();
  await tab.goto(`${server.origin}/`);
  const ask = async (query) => {
    const urls = await tab.evaluate(async (query) => {
      const engine = await import("/pagefind/pagefind.js");
      const { results } = await engine.search(query);
      const data = await Promise.all(results.slice(0, 40).map((one) => one.data()));
      return data.map((one) => one.url);
    }, query);
    return urls.map((path) => ({ path: decodeURI(path), query: "" }));
  };
  const close = async () => {
    await tab.close();
    await server.close();
    await rm(folder, { recursive: true });
  };
  return { ask, close };
}

/** MiniSearch, with prefixes, slips and a heavier title; accents are folded. */
export function miniSearch(web, pages) {
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const engine = new MiniSearch({
    idField: "path",
    fields: ["title", "text"],
    processTerm: fold,
    searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 3 } },
  });
  engine.addAll(pages.map((page) => {
    const html = readFileSync(join(web, page.file), "utf8");
    const main = html.match(/<main[^>]*>([\s\S]*)<\/main>/)?.[1] ?? "";
    return { path: page.path, title: plain(main.match(/<h1[^>]*>([\s\S]*?)<\/h1>/)?.[1] ?? ""), text: plain(main) };
  }));
  return { ask: async (query) => engine.search(query).map((one) => ({ path: decodeURI(one.id), query: "" })) };
}

function plain(html) {
  const entities = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };
  return html.replace(/<(script|svg)[\s\S]*?<\/\1>/g, " ").replace(/<[^>]+>/g, " ")
    .replace(/&(\w+);/g, (whole, name) => entities[name] ?? whole).replace(/\s+/g, " ");
}
