// A small static server: what a plain host does with a folder, and the
// Content-Security-Policy of docs/publishing.md on top.

import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

/** The policy that the documentation gives to whoever sets up the server. */
const PUBLISHING = readFileSync(join(import.meta.dirname, "../../docs/publishing.md"), "utf8");
const CONTENT_SECURITY_POLICY = PUBLISHING.match(/^default-src 'none'; script-src .*$/m)[0];

const TYPES = {
  ".avif": "image/avif",
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/** What a host compresses on its way. */
const COMPRESSED = /^text\/|json|xml/;

/** Serves a folder on a free port of this machine, under the policy or another one, compressed or as it is. */
export async function serve(folder, { policy = CONTENT_SECURITY_POLICY, compressed = false } = {}) {
  const sent = compressed ? new Map() : undefined;
  const server = createServer((request, response) => {
    response.setHeader("content-security-policy", policy);
    answer(folder, request, response, sent);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    }),
  };
}

function answer(folder, request, response, sent) {
  // Normalising a path that starts with a slash leaves no way out of the folder.
  const path = normalize(decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname));
  const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
  if (existsSync(file) && statSync(file).isFile()) return send(file, 200, response, sent);
  if (existsSync(join(file, "index.html"))) return response.writeHead(301, { location: `${path}/` }).end();
  return send(nearest404(folder, path), 404, response, sent);
}

/** Sends a file; `sent` holds what has been compressed, where anything is. */
function send(file, status, response, sent) {
  const type = (file && TYPES[extname(file)]) || "application/octet-stream";
  const headers = { "content-type": type, "x-content-type-options": "nosniff" };
  if (!file || !sent || !COMPRESSED.test(type)) {
    response.writeHead(status, headers);
    return file ? createReadStream(file).pipe(response) : response.end();
  }
  if (!sent.has(file)) sent.set(file, gzipSync(readFileSync(file)));
  return response.writeHead(status, { ...headers, "content-encoding": "gzip" }).end(sent.get(file));
}

/** The 404.html of the folder asked for, or of the nearest one above it. */
function nearest404(folder, path) {
  for (let place = path; ; place = dirname(place)) {
    const file = join(folder, place, "404.html");
    if (existsSync(file)) return file;
    if (place === "/") return undefined;
  }
}
