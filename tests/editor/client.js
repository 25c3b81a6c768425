// A client of a language server, as an editor is one: messages over standard input
// and output, each with its length before it.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const SERVER = fileURLToPath(
  new URL("node_modules/yaml-language-server/bin/yaml-language-server", import.meta.url),
);
const PATIENCE = 20_000;

// The YAML language server, at work on a project with the settings that it has.
export class Client {
  static async start(project) {
    const client = new Client(project);
    await client.request("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(project).href,
      workspaceFolders: [{ uri: pathToFileURL(project).href, name: "site" }],
      capabilities: {
        workspace: { configuration: true },
        textDocument: {
          completion: { completionItem: { documentationFormat: ["markdown"], snippetSupport: true } },
          hover: { contentFormat: ["markdown"] },
          publishDiagnostics: {},
        },
      },
    });
    client.notify("initialized", {});
    client.notify("workspace/didChangeConfiguration", { settings: client.nested() });
    return client;
  }

  constructor(project) {
    this.project = project;
    this.settings = JSON.parse(readFileSync(join(project, ".vscode/settings.json"), "utf8"));
    this.waiting = new Map();
    this.diagnostics = new Map();
    this.listeners = [];
    this.number = 0;
    this.rest = Buffer.alloc(0);
    this.server = spawn(process.execPath, [SERVER, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.server.stdout.on("data", (bytes) => this.read(bytes));
  }

  // Settings as VS Code hands them out: `yaml.schemas` is `schemas` of `yaml`.
  nested() {
    const all = {};
    for (const [name, value] of Object.entries(this.settings)) {
      const [section, ...rest] = name.split(".");
      let place = (all[section] ??= {});
      for (const part of rest.slice(0, -1)) place = place[part] ??= {};
      place[rest.at(-1)] = value;
    }
    return all;
  }

  // Opens a file with some text, and returns its address and what is wrong with it.
  async open(path, text) {
    const uri = pathToFileURL(join(this.project, path)).href;
    this.notify("textDocument/didOpen", {
      textDocument: { uri, languageId: "yaml", version: 1, text },
    });
    return { uri, text, diagnostics: await this.diagnosed(uri) };
  }

  async complete(file, at) {
    const answer = await this.request("textDocument/completion", this.position(file, at));
    return answer?.items ?? answer ?? [];
  }

  async hover(file, at) {
    const answer = await this.request("textDocument/hover", this.position(file, at));
    return answer?.contents?.value ?? "";
  }

  // The place after a piece of the text.
  position(file, piece) {
    const end = file.text.indexOf(piece) + piece.length;
    if (end < piece.length) throw new Error(`\`${piece}\` is not in the text`);
    const lines = file.text.slice(0, end).split("\n");
    return {
      textDocument: { uri: file.uri },
      position: { line: lines.length - 1, character: lines.at(-1).length },
    };
  }

  async stop() {
    await this.request("shutdown", null);
    this.notify("exit", null);
    await new Promise((ended) => this.server.once("exit", ended));
  }

  diagnosed(uri) {
    return this.patiently(`the findings in ${uri}`, (done) => {
      if (this.diagnostics.has(uri)) done(this.diagnostics.get(uri));
      else this.listeners.push((own, found) => own === uri && done(found));
    });
  }

  request(method, params) {
    const id = ++this.number;
    this.send({ id, method, params });
    return this.patiently(method, (done, failed) => this.waiting.set(id, { done, failed }));
  }

  patiently(what, work) {
    return new Promise((done, failed) => {
      const late = setTimeout(() => failed(new Error(`${what}: no answer`)), PATIENCE);
      const ended = (then) => (value) => (clearTimeout(late), then(value));
      work(ended(done), ended(failed));
    });
  }

  notify(method, params) {
    this.send({ method, params });
  }

  send(message) {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  read(bytes) {
    this.rest = Buffer.concat([this.rest, bytes]);
    for (;;) {
      const head = this.rest.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.rest.subarray(0, head))[1]);
      if (this.rest.length < head + 4 + length) return;
      const body = this.rest.subarray(head + 4, head + 4 + length).toString();
      this.rest = this.rest.subarray(head + 4 + length);
      this.handle(JSON.parse(body));
    }
  }

  handle(message) {
    if (message.id !== undefined && message.method === undefined) {
      const { done, failed } = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.error) failed(new Error(message.error.message));
      else done(message.result);
    } else if (message.method === "workspace/configuration") {
      const all = this.nested();
      const result = message.params.items.map((item) => all[item.section] ?? null);
      this.send({ id: message.id, result });
    } else if (message.method === "textDocument/publishDiagnostics") {
      const { uri, diagnostics } = message.params;
      this.diagnostics.set(uri, diagnostics);
      for (const listener of this.listeners) listener(uri, diagnostics);
    } else if (message.id !== undefined) {
      this.send({ id: message.id, result: null });
    }
  }
}
