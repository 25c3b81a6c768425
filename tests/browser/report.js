// What was checked and what was found, told as a table and a list.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { groupBy } from "./group.js";

const LISTED = 40;
const PLACES = 3;

/** The results of all checks: `{edition, check, page, file, how, faults, warnings}`. */
export class Report {
  #results = [];

  /** Adds one result: it failed if it has a fault, a list of `{what, where}`. */
  add(result) {
    this.#results.push(result);
  }

  /** Prints everything, keeps it in report.json, and returns the exit status. */
  print(folder) {
    const failed = this.#results.filter((result) => result.faults.length > 0);
    writeFileSync(join(folder, "report.json"), `${JSON.stringify(failed, null, 1)}\n`);
    printTable(this.#results);
    printList("Warnings, which do not fail", this.#results, (result) => result.warnings ?? []);
    printList("Faults", failed, (result) => result.faults);
    console.log(`${this.#results.length - failed.length} passed, ${failed.length} failed`);
    return failed.length > 0 ? 1 : 0;
  }
}

/** One row a kind of page, one column an edition's check: how many of how many passed. */
function printTable(results) {
  const columns = [...new Set(results.map(columnOf))].sort();
  const rows = groupBy(results, (result) => result.page);
  const cell = (row, column) => {
    const own = row.filter((result) => columnOf(result) === column);
    const passed = own.filter((result) => result.faults.length === 0).length;
    if (own.length === 0) return "";
    return passed === own.length ? String(passed) : `${passed}/${own.length} !`;
  };
  const table = [["", ...columns], ...[...rows].sort().map(([page, row]) => [page, ...columns.map((column) => cell(row, column))])];
  const widths = table[0].map((_, index) => Math.max(...table.map((row) => row[index].length)));
  console.log(table.map((row) => row.map((text, index) => text.padEnd(widths[index])).join("  ").trimEnd()).join("\n"));
}

function columnOf(result) {
  return `${result.edition} ${result.check}`;
}

/** Each fault once, the most frequent first, with the first places where it is. */
function printList(title, results, faultsOf) {
  const found = results.flatMap((result) => faultsOf(result).map((fault) => ({ ...result, ...fault })));
  if (found.length === 0) return;
  const kinds = [...groupBy(found, (fault) => `${fault.check}: ${fault.what}`)].sort((a, b) => b[1].length - a[1].length);
  console.log(`\n${title}: ${found.length}, of ${kinds.length} kinds`);
  for (const [what, places] of kinds.slice(0, LISTED)) {
    console.log(`  ${places.length} × ${what}`);
    for (const place of places.slice(0, PLACES)) {
      console.log(`      ${place.edition}/${place.file} ${place.how}${place.where ? ` – ${place.where}` : ""}`);
    }
  }
  if (kinds.length > LISTED) console.log(`  and ${kinds.length - LISTED} more kinds: report.json`);
  console.log();
}
