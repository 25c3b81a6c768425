// The Nu HTML checker over every page of both editions, in one go.

import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { groupBy } from "./group.js";

const JAR = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
const EDITIONS = ["web", "offline"];

/** A page with one error, which shows that the checker did look. */
const PLANTED = '<!doctype html><html lang="en"><title>Planted</title><p id="a b">Text</p></html>';

/** Reports each page of the build as right or wrong; warnings are only listed. */
export async function checkMarkup(build, report) {
  const place = await mkdtemp(join(tmpdir(), "spunweb-markup-"));
  const planted = join(place, "planted.html");
  try {
    await writeFile(planted, PLANTED);
    const messages = await ask([...EDITIONS.map((name) => join(build, name)), planted]);
    const found = messages.some((message) => fileURLToPath(message.url) === planted && isError(message));
    report.add({
      edition: "web", check: "markup", page: "planted faults", file: "planted.html", how: "",
      faults: found ? [] : [{ what: "the checker missed the planted error" }],
    });
    for (const edition of EDITIONS) await tell(edition, join(build, edition), messages, report);
  } finally {
    await rm(place, { recursive: true });
  }
}

async function tell(edition, folder, messages, report) {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".html"));
  const byFile = groupBy(messages, (message) => fileURLToPath(message.url));
  for (const file of files) {
    const own = byFile.get(join(folder, file)) ?? [];
    const lines = own.map((message) => ({ what: message.message, where: `line ${message.lastLine}: ${message.extract ?? ""}` }));
    report.add({
      edition, check: "markup", page: "every page", file, how: "",
      faults: lines.filter((_, index) => isError(own[index])),
      warnings: lines.filter((_, index) => !isError(own[index])),
    });
  }
}

function isError(message) {
  return message.type !== "info";
}

async function ask(paths) {
  const { stdout } = await promisify(execFile)(
    "java",
    ["-jar", JAR, "--skip-non-html", "--format", "json", "--stdout", "--exit-zero-always", ...paths],
    { maxBuffer: 1 << 28 },
  );
  return JSON.parse(stdout).messages;
}
