// Looks at pictures as a browser draws them: `node tests/browser/pictures.js PROGRAM`,
// where PROGRAM is the finished `spunweb`.
//
// 1. Photographs of every orientation that a camera writes stand upright, over HTTP and on
//    file://, as the copy for browsers and as the one that every program can show.
// 2. A photograph of 6000 × 4000 points costs a phone no more than it may.
// 3. A scale bar is as long as what it stands for, in both themes.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { launch } from "./browser.js";
import { offlineEdition, webEdition } from "./edition.js";
import { serve } from "./server.js";

const ROOT = resolve(import.meta.dirname, "../..");
const WIDE = 160;
const HIGH = 120;
/** The corners of the picture as it is shown, from the upper left one, clockwise. */
const CORNERS = [[220, 20, 20], [20, 180, 20], [20, 20, 220], [230, 200, 20]];
/** What a lossy format may change in a colour. */
const NEAR = 48;
/** The most that pages may load, in kilobytes as a host sends them, and what the one page may weigh. */
const MOST = { list: 250, entry: 350, single: 2000 };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
/** Held across, a phone leaves an opened picture less room than its bar would like. */
const TURNED = { viewport: { width: 844, height: 390 }, deviceScaleFactor: 2 };

const program = resolve(process.argv[2]);
const browser = await launch();
const place = await mkdtemp(join(tmpdir(), "spunweb-pictures-"));
let passed = 0;
try {
  await orientations();
  await weights();
  await bars();
  console.log(`pictures: ${passed} passed, 0 failed`);
} finally {
  await browser.close();
  await rm(place, { recursive: true, force: true });
}

/** Eight photographs, each held another way, and one look at each of them. */
async function orientations() {
  const pictures = {};
  for (let way = 1; way <= 8; way += 1) pictures[`held-${way}.jpg`] = withOrientation(await corners(way), way);
  const lines = Object.keys(pictures).map((name) => `![${name}](../assets/${name})\n`);
  const build = await site("held", "plain", pictures, { "pages/held.md": `---\ntitle: Held\n---\n${lines.join("\n")}` });
  for (const edition of [await webEdition(build), await offlineEdition(build)]) {
    const page = await browser.newPage();
    await page.goto(edition.at("held"));
    for (const kind of ["webp", "jpg"]) {
      if (kind === "jpg") await page.evaluate(() => document.querySelectorAll("main source").forEach((source) => source.remove()));
      const images = page.locator("main img");
      assert.equal(await images.count(), 8, "a picture for each way");
      for (let way = 1; way <= 8; way += 1) {
        const told = `${edition.name}, ${kind}, orientation ${way}`;
        assert.deepEqual(await look(images.nth(way - 1), kind), upright(), told);
        passed += 1;
      }
    }
    await page.close();
    await edition.close();
  }
  // The same look tells the originals apart, where the browser is not to turn them.
  const page = await browser.newPage();
  for (let way = 2; way <= 8; way += 1) {
    const source = `data:image/jpeg;base64,${pictures[`held-${way}.jpg`].toString("base64")}`;
    await page.setContent(`<main><img style="image-orientation: none" width="${WIDE}" height="${HIGH}" src="${source}"></main>`);
    assert.notDeepEqual(await look(page.locator("img"), "jpeg"), upright(), `a look that would miss orientation ${way}`);
  }
  await page.close();
}

function upright() {
  return { width: WIDE, height: HIGH, ratio: WIDE / HIGH, corners: CORNERS.map((_, at) => at) };
}

/** What is drawn of a picture: its size, and which of the colours is in which corner. */
async function look(image, kind) {
  await image.scrollIntoViewIfNeeded();
  await image.evaluate((own) => own.decode());
  const facts = await image.evaluate((own) => {
    const { width, height } = own.getBoundingClientRect();
    return { width, height, ratio: own.naturalWidth / own.naturalHeight, source: own.currentSrc };
  });
  assert.match(facts.source, new RegExp(`\\.${kind}$|^data:image/${kind}`), "the copy that is shown");
  delete facts.source;
  const points = await pointsOf(await image.screenshot());
  const at = (x, y) => points.rgb[Math.round(y * (points.height - 1))][Math.round(x * (points.width - 1))];
  const found = [at(0.1, 0.1), at(0.9, 0.1), at(0.9, 0.9), at(0.1, 0.9)];
  const which = (own) => CORNERS.findIndex((corner) => corner.every((part, index) => Math.abs(part - own[index]) < NEAR));
  return { ...facts, corners: found.map(which) };
}

/** The points of a screenshot, by rows. */
async function pointsOf(png) {
  const page = await browser.newPage();
  const points = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    const { data, width, height } = canvas.getImageData(0, 0, image.width, image.height);
    const point = (x, y) => [...data.slice(4 * (y * width + x), 4 * (y * width + x) + 3)];
    const row = (y) => Array.from({ length: width }, (_, x) => point(x, y));
    return { width, height, rgb: Array.from({ length: height }, (_, y) => row(y)) };
  }, png.toString("base64"));
  await page.close();
  return points;
}

/** A JPEG whose points lie as a camera stores a picture that is to be turned this way. */
function corners(way) {
  return drawn(({ way, wide, high, corners }) => {
    const isTurned = way > 4;
    const canvas = new OffscreenCanvas(isTurned ? high : wide, isTurned ? wide : high);
    const context = canvas.getContext("2d");
    // What is drawn as it is shown lands where the camera stores it.
    const turns = {
      1: [1, 0, 0, 1, 0, 0], 2: [-1, 0, 0, 1, wide, 0], 3: [-1, 0, 0, -1, wide, high], 4: [1, 0, 0, -1, 0, high],
      5: [0, 1, 1, 0, 0, 0], 6: [0, -1, 1, 0, 0, wide], 7: [0, -1, -1, 0, high, wide], 8: [0, 1, -1, 0, high, 0],
    };
    context.setTransform(...turns[way]);
    const places = [[0, 0], [wide / 2, 0], [wide / 2, high / 2], [0, high / 2]];
    places.forEach(([x, y], index) => {
      context.fillStyle = `rgb(${corners[index]})`;
      context.fillRect(x, y, wide / 2, high / 2);
    });
    return canvas;
  }, { way, wide: WIDE, high: HIGH, corners: CORNERS });
}

/** The JPEG of what a function draws in the browser. */
async function drawn(draw, given) {
  const page = await browser.newPage();
  const base64 = await page.evaluate(async ([draw, given]) => {
    const canvas = (0, eval)(`(${draw})`)(given);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 })).arrayBuffer());
    let text = "";
    for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return btoa(text);
  }, [draw.toString(), given]);
  await page.close();
  return Buffer.from(base64, "base64");
}

/** A JPEG with an orientation and a position, as cameras write them (EXIF). */
function withOrientation(jpeg, way) {
  const entry = (tag, kind, count, value) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16BE(tag, 0);
    bytes.writeUInt16BE(kind, 2);
    bytes.writeUInt32BE(count, 4);
    value(bytes);
    return bytes;
  };
  const tiff = Buffer.concat([
    Buffer.from("MM\0*\0\0\0\x08\0\x02", "latin1"),
    entry(0x0112, 3, 1, (bytes) => bytes.writeUInt16BE(way, 8)),
    entry(0x8825, 4, 1, (bytes) => bytes.writeUInt32BE(38, 8)),
    Buffer.alloc(4),
    Buffer.from([0, 1]),
    entry(0x0001, 2, 2, (bytes) => bytes.write("N", 8)),
    Buffer.alloc(4),
  ]);
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** What a phone loads of a list, of an entry, and the one page, with one large photograph in the content. */
async function weights() {
  const photograph = withOrientation(await fibres(), 1);
  const build = await site("heavy", "cluster", { "large.jpg": photograph }, {
    "structures/ns-001.yaml": structure("image: {file: assets/large.jpg, alt: Fibres}"),
  });
  console.log(`pictures: a photograph of 6000 × 4000 points and ${kilobytes(photograph.length)} kB`);
  const server = await serve(join(build, "web"), { compressed: true });
  for (const [kind, path] of [["list", "structures"], ["entry", "structures/ns-001"]]) {
    const page = await browser.newPage(PHONE);
    const sizes = new Map();
    page.on("requestfinished", (request) => sizes.set(request.url(), request.sizes().then((own) => own.responseBodySize)));
    await page.goto(`${server.origin}/${path}/`, { waitUntil: "networkidle" });
    await page.locator("main img").first().scrollIntoViewIfNeeded();
    await page.waitForLoadState("networkidle");
    const pictures = await page.evaluate(() => Array.from(document.querySelectorAll("main img"), (image) => image.currentSrc));
    const loaded = await Promise.all(Array.from(sizes, async ([url, size]) => [url, await size]));
    const sum = (all) => all.reduce((total, [, size]) => total + size, 0);
    const own = loaded.filter(([url]) => pictures.includes(url));
    const [all, shown] = [sum(loaded), sum(own)].map(kilobytes);
    console.log(`pictures: the ${kind} loads ${all} kB on a phone, ${shown} kB of them for the photograph`);
    assert.ok(own.length > 0, "the photograph is shown");
    assert.ok(all < MOST[kind], `the ${kind} loads ${all} kB, more than ${MOST[kind]} kB`);
    passed += 1;
    await page.close();
  }
  await server.close();
  const single = kilobytes((await stat(join(build, "offline.html"))).size);
  console.log(`pictures: the one page has ${single} kB`);
  assert.ok(single < MOST.single, `the one page has ${single} kB`);
  passed += 1;
}

function kilobytes(bytes) {
  return Math.ceil(bytes / 1000);
}

/** A photograph as a microscope makes it: grey fibres with noise, from a seed. */
function fibres() {
  return drawn(() => {
    const canvas = new OffscreenCanvas(6000, 4000);
    const context = canvas.getContext("2d");
    let state = 7;
    const next = () => (state = (state * 1664525 + 1013904223) % 4294967296) / 4294967296;
    context.fillStyle = "rgb(40 40 40)";
    context.fillRect(0, 0, 6000, 4000);
    for (let fibre = 0; fibre < 400; fibre += 1) {
      const grey = 70 + next() * 160;
      context.strokeStyle = `rgb(${grey} ${grey} ${grey})`;
      context.lineWidth = 10 + next() * 60;
      context.beginPath();
      context.moveTo(next() * 9000 - 1500, next() * 7000 - 1500);
      context.lineTo(next() * 9000 - 1500, next() * 7000 - 1500);
      context.stroke();
    }
    const image = context.getImageData(0, 0, 6000, 4000);
    for (let at = 0; at < image.data.length; at += 4) {
      const grain = next() * 40 - 20;
      for (let part = 0; part < 3; part += 1) image.data[at + part] += grain;
    }
    context.putImageData(image, 0, 0);
    return canvas;
  }, {});
}

/** A bar of 200 of 800 points is a quarter of the picture, wherever the picture stands. */
async function bars() {
  const photograph = await drawn(() => {
    const canvas = new OffscreenCanvas(800, 600);
    const context = canvas.getContext("2d");
    context.fillStyle = "rgb(90 120 90)";
    context.fillRect(0, 0, 800, 600);
    return canvas;
  }, {});
  const scaled = "{file: assets/scaled.jpg, alt: Fibres, scale: {length: 5 um, pixels: 200}}";
  for (const theme of ["plain", "cluster"]) {
    const build = await site(`scaled-${theme}`, theme, { "scaled.jpg": photograph }, {
      "structures/ns-001.yaml": structure(`image: ${scaled}`, `gallery: [${scaled}]`),
    });
    const edition = await webEdition(build);
    for (const size of [{ viewport: { width: 1280, height: 900 } }, PHONE, TURNED]) {
      const page = await browser.newPage(size);
      await page.goto(edition.at("structures/ns-001"));
      const told = `${theme}, ${size.viewport.width} × ${size.viewport.height} px`;
      await measureBars(page, `${told}, on the page`, 2);
      await page.locator(".gallery-open").click();
      await page.locator("[popover]:popover-open img").waitFor();
      await measureBars(page, `${told}, opened`, 3);
      const seen = await page.locator("[popover]:popover-open .scale").boundingBox();
      assert.ok(seen.y + seen.height <= size.viewport.height, `${told}: the bar is below the window`);
      await page.keyboard.press("Escape");
      await page.locator("[popover]:popover-open").waitFor({ state: "detached" });
      await page.close();
    }
    await edition.close();
  }
}

/** Measures the pictures that are seen and their bars. */
async function measureBars(page, told, count) {
  const found = await page.evaluate(() => Array.from(document.querySelectorAll("main .pictured, main .gallery li > figure"), (one) => {
    const image = one.querySelector("img").getBoundingClientRect();
    const bar = one.querySelector(".scale rect")?.getBoundingClientRect();
    return image.width > 0 && bar ? { width: image.width, height: image.height, share: bar.width / image.width } : null;
  }).filter((one) => one !== null));
  assert.equal(found.length, count, `${told}: ${JSON.stringify(found)}`);
  for (const one of found) {
    assert.ok(Math.abs(one.share - 0.25) < 0.005, `${told}: the bar takes ${one.share} of the picture`);
    assert.ok(Math.abs(one.width / one.height - 4 / 3) < 0.02, `${told}: ${one.width} × ${one.height}`);
    passed += 1;
  }
}

function structure(...further) {
  return [
    "code: NS-001", "title: Fine layer", "summary: Fibres of a kind.", "polymers: [pa6]", "technology: needle-electrospinning",
    "form: layer-2d", "trl: 4", "availability: sample", "applications: [air-filtration]", ...further,
  ].join("\n");
}

/** Builds a site with these pictures in `assets/` and these files of the content. */
async function site(name, theme, pictures, files) {
  const project = join(place, name);
  const content = join(project, "content");
  for (const folder of ["assets", "pages", "structures"]) await mkdir(join(content, folder), { recursive: true });
  await cp(join(ROOT, "content/vocabularies"), join(content, "vocabularies"), { recursive: true });
  await cp(join(ROOT, "themes"), join(project, "themes"), { recursive: true });
  await writeFile(join(content, "site.yaml"), [
    "title: Pictures", "organisation: {name: Pictures}", "base_url: https://pictures.example/", "languages: [en]",
    "time_zone: Europe/Prague", `theme: ${theme}`, "editions: {web: {}, offline: {single_file: true}}", "",
  ].join("\n"));
  await writeFile(join(content, "pages/index.md"), "---\ntitle: Home\n---\nPictures.\n");
  for (const [file, bytes] of Object.entries(pictures)) await writeFile(join(content, "assets", file), bytes);
  for (const [file, text] of Object.entries(files)) await writeFile(join(content, file), `${text}\n`);
  const out = join(project, "out");
  const run = spawnSync(program, ["build", "--no-sync", "--format", "short", "--project", project, "--out", out], { encoding: "utf8" });
  assert.equal(run.status, 0, run.stdout + run.stderr);
  assert.doesNotMatch(run.stdout + run.stderr, /I025/, "a page over the budget of its theme");
  return out;
}
