// Which pages there are, and one of each kind to look at closely.
//
// A theme says the kind of a page in the class of its body: kind-home, kind-list,
// kind-term, kind-entry, kind-404, kind-redirect. Everything else is read from the
// page too: its language, its canonical address, and which page says the same in
// another language.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const KINDS_OF_EVERY_SITE = ["home", "list", "term", "entry", "404"];

/** All pages below a folder: file, kind, language, size and addresses. */
export function allPages(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith(".html"))
    .map((file) => relative(folder, join(file.parentPath, file.name)))
    .sort();
  return files.map((file) => readPage(folder, file));
}

/**
 * A page of each kind in each language: the home page, every list, the longest
 * term page and the longest entry of each collection, a page shown in another
 * language's words, the page for what is missing, a redirect.
 */
export function choosePages(pages) {
  const kinds = new Set(pages.map((page) => page.kind));
  const missing = KINDS_OF_EVERY_SITE.filter((kind) => !kinds.has(kind));
  if (missing.length > 0) {
    throw new Error(`no page has <body class="kind-${missing[0]}">: is the build whole, and does the theme name its kinds?`);
  }
  const languages = [...new Set(pages.map((page) => page.lang))];
  return languages.flatMap((lang) => choose(pages, lang));
}

function choose(pages, lang) {
  const own = pages.filter((page) => page.lang === lang);
  const lists = new Map(own.filter((page) => page.kind === "list").map((page) => [dirname(page.file), page]));
  const chosen = new Map();
  const longestFirst = [...own].sort((a, b) => b.bytes - a.bytes || (a.file < b.file ? -1 : 1));
  for (const page of longestFirst) {
    const name = nameOf(page, collectionOf(page, lists, pages));
    if (!chosen.has(name)) chosen.set(name, { ...page, name });
  }
  return [...chosen.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a chosen page is called in the report: the same in every language. */
function nameOf(page, collection) {
  if (["home", "404", "redirect"].includes(page.kind)) return page.kind;
  if (page.kind === "entry" && page.borrowed) return "entry in another language";
  return `${page.kind} ${collection}`;
}

/** The folder, in the default language, of the list that a page stands below. */
function collectionOf(page, lists, pages) {
  for (let folder = dirname(page.file); folder !== "."; folder = dirname(folder)) {
    const list = lists.get(folder);
    if (!list) continue;
    const original = pages.find((other) => other.canonical !== "" && other.canonical === list.original);
    return dirname((original ?? list).file);
  }
  return "pages";
}

function readPage(folder, file) {
  const html = readFileSync(join(folder, file), "utf8");
  const first = (pattern) => html.match(pattern)?.[1] ?? "";
  const redirect = /<meta http-equiv="refresh"/i.test(html);
  const kind = redirect ? "redirect" : first(/<body[^>]* class="(?:[^"]* )?kind-([\w-]+)/);
  return {
    file,
    kind,
    lang: first(/<html[^>]* lang="([^"]+)"/),
    bytes: Buffer.byteLength(html),
    canonical: first(/<link rel="canonical" href="([^"]+)"/),
    original: first(/<link rel="alternate" hreflang="x-default" href="([^"]+)"/),
    // An entry that is not translated is shown, but search engines are sent to the original.
    borrowed: kind === "entry" && /<meta name="robots" content="noindex"/.test(html),
  };
}
