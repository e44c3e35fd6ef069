// What an editor shows: drives yaml-language-server with the schemas of a new workspace and asks for a hover, completions and
// diagnostics. Run by .ci/run:
//
//     node tests/editor/proof.mjs CASEBOOK SERVER
//
// CASEBOOK is the program, SERVER the file bin/yaml-language-server of the npm package.

import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import assert from "node:assert/strict";

const [casebook, serverFile] = process.argv.slice(2);
const root = mkdtempSync(join(tmpdir(), "casebook-editor-"));
execFileSync(casebook, ["--quiet", "init", root]);
execFileSync(casebook, ["--quiet", "--workspace", root, "new", "Wind Valley"]);

const server = spawn(process.execPath, [serverFile, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const waiting = new Map();
const diagnostics = new Map();
let nextId = 1;
let buffer = Buffer.alloc(0);

function send(message) {
  const text = JSON.stringify({ jsonrpc: "2.0", ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

function request(method, params) {
  const id = nextId++;
  send({ id, method, params });
  return new Promise((resolve) => waiting.set(id, resolve));
}

// The server asks for its settings: no schemas from elsewhere, so that nothing but the modeline counts.
const settings = { validate: true, hover: true, completion: true, schemaStore: { enable: false }, schemas: {} };

function receive(message) {
  if (message.method === "workspace/configuration") {
    const result = message.params.items.map((item) => (item.section === "yaml" ? settings : {}));
    send({ id: message.id, result });
  } else if (message.method === "textDocument/publishDiagnostics") {
    diagnostics.set(message.params.uri, message.params.diagnostics);
  } else if (message.method && message.id !== undefined) {
    send({ id: message.id, result: null });
  } else if (waiting.has(message.id)) {
    waiting.get(message.id)(message.result);
    waiting.delete(message.id);
  }
}

server.stdout.on("data", (chunk) => {
  buffer = Buffer.concat([buffer, chunk]);
  for (;;) {
    const end = buffer.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, end).toString())[1]);
    if (buffer.length < end + 4 + length) return;
    const body = buffer.subarray(end + 4, end + 4 + length).toString();
    buffer = buffer.subarray(end + 4 + length);
    receive(JSON.parse(body));
  }
});

let version = 0;
function open(name, change = (text) => text) {
  const path = join(root, name);
  const uri = pathToFileURL(path).href;
  const text = change(readFileSync(path, "utf8"));
  send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: ++version, text } } });
  return { uri, text, lines: text.split("\n") };
}

function close(document) {
  diagnostics.delete(document.uri);
  send({ method: "textDocument/didClose", params: { textDocument: { uri: document.uri } } });
}

function place(document, text, offset = 0) {
  const line = document.lines.findIndex((found) => found.includes(text));
  assert.ok(line >= 0, `${text} is in ${document.uri}`);
  return { textDocument: { uri: document.uri }, position: { line, character: document.lines[line].indexOf(text) + offset } };
}

// What the server says of a file: the first that it says, or the first that is something. Closing a file says nothing, too, and
// may come late, so a file without mistakes is given some time.
async function diagnosed(document, some = false) {
  let settled = 0;
  for (let tries = 0; tries < 100; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const found = diagnostics.get(document.uri);
    settled += found ? 1 : 0;
    if (found?.length > 0 || (!some && settled > 10)) return found;
  }
  throw new Error(`no diagnostics came for ${document.uri}`);
}

async function labels(document, text) {
  const found = await request("textDocument/completion", place(document, text, text.length));
  return (found.items ?? found).map((item) => item.label);
}

async function hover(document, text) {
  const found = await request("textDocument/hover", place(document, text, 1));
  return JSON.stringify(found?.contents ?? "");
}

try {
  await request("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(root).href,
    capabilities: {
      workspace: { configuration: true },
      textDocument: { completion: { completionItem: { documentationFormat: ["markdown"] } }, hover: { contentFormat: ["markdown"] } },
    },
  });
  send({ method: "initialized", params: {} });
  send({ method: "workspace/didChangeConfiguration", params: { settings: { yaml: settings } } });

  // Files without mistakes have none here either.
  for (const name of ["cases/harbour-cluster.yaml", "cases/wind-valley.yaml", "frameworks/growth.yaml", "frameworks/facilitation.yaml", "casebook.yaml"]) {
    const sound = open(name);
    assert.deepEqual(await diagnosed(sound), [], `${name} is sound`);
    close(sound);
  }

  // A key is explained.
  const cluster = open("cases/harbour-cluster.yaml");
  assert.match(await hover(cluster, "founded: about 2015"), /When the cluster was founded/);
  assert.match(await hover(cluster, "share: mostly"), /How much of all funding/);
  close(cluster);
  const framework = open("frameworks/facilitation.yaml");
  assert.match(await hover(framework, "life_cycle:"), /life cycle that its characteristics refer to/);
  close(framework);
  const book = open("casebook.yaml");
  assert.match(await hover(book, "date:"), /nothing reads the clock/);
  close(book);

  // Keys and words are completed, and the ids of this workspace.
  const typing = open("cases/harbour-cluster.yaml", (text) =>
    text.replace("study: my-study", "study: ").replace("share: mostly", "share: m").replace("in: growth", "in: g")
      .replace("planned: [export]", "planned: [ex]") + "\nspe");
  assert.ok((await labels(typing, "\nspe".trim())).includes("specialisation"), "a key is completed");
  assert.ok((await labels(typing, "study: ")).includes("my-study"), "a study is completed");
  assert.ok((await labels(typing, "share: m")).includes("mostly"), "a word is completed");
  assert.ok((await labels(typing, "in: g")).includes("growth"), "a life cycle is completed");
  const tasks = await labels(typing, "planned: [ex");
  assert.ok(tasks.includes("export"), `a characteristic is completed: ${tasks}`);
  close(typing);

  // A mistake is marked at its line.
  const mistaken = open("cases/harbour-cluster.yaml", (text) =>
    text.replace("industry:", "industri:").replace("amount: EUR 300000", "amount: 300000 euro").replace("is: growing", "is: growin"));
  const found = await diagnosed(mistaken, true);
  for (const text of ["industri:", "300000 euro", "growin,"]) {
    const { line } = place(mistaken, text).position;
    assert.ok(found.some((one) => one.range.start.line === line), `${text} is marked: ${JSON.stringify(found)}`);
  }
  close(mistaken);

  // A study with attributes, scales and coders of its own: its keys and ids are completed, its mistakes marked.
  const study = join(root, "study");
  cpSync("tests/constructs", study, { recursive: true });
  execFileSync(casebook, ["--quiet", "--workspace", study, "schema", "--write"]);
  const modeline = (kind) => (text) => `# yaml-language-server: $schema=../schemas/${kind}.schema.json\n${text}`;
  const school = open("study/cases/hill.yaml", modeline("case"));
  assert.deepEqual(await diagnosed(school), [], "a case with ratings is sound");
  assert.match(await hover(school, "rating: +2"), /How it is rated/);
  assert.match(await hover(school, "against:"), /against/i);
  assert.match(await hover(school, "pupils: 420"), /Pupils/);
  close(school);
  const coding = open("study/cases/hill.yaml", (text) =>
    modeline("case")(text.replace("outcome: high", "outcome: h").replace("by: ida, at: min. 9", "by: i")
      .replace("rating: much", "rati").replace("pupils: 420", "pup") + "\n"));
  assert.ok((await labels(coding, "outcome: h")).includes("high"), "a level of an attribute is completed");
  assert.ok((await labels(coding, "by: i")).includes("ida"), "a coder is completed");
  assert.ok((await labels(coding, "rati")).includes("rating"), "a key of an observation is completed");
  assert.ok((await labels(coding, "{ pup")).includes("pupils"), "an attribute is completed");
  close(coding);
  const plan = open("study/casebook.yaml", (text) =>
    text.replace(/^/, "# yaml-language-server: $schema=./schemas/casebook.schema.json\n").replace("kind: order", "kind: o")
      .replace("show: truth-table", "show: tru").replace(/    clause: .*/, "    cl"));
  assert.ok((await labels(plan, "kind: o")).includes("order"), "a kind of attribute is completed");
  assert.ok((await labels(plan, "show: tru")).includes("truth-table"), "a display is completed");
  assert.ok((await labels(plan, "    cl")).includes("clause"), "a key of an attribute is completed");
  close(plan);
  const wrong = open("study/cases/hill.yaml", (text) =>
    modeline("case")(text.replace("outcome: high", "outcome: hihg").replace("by: per, at: min. 9", "by: peer, at: min. 9")));
  const marked = await diagnosed(wrong, true);
  for (const text of ["hihg", "peer"]) {
    const { line } = place(wrong, text).position;
    assert.ok(marked.some((one) => one.range.start.line === line), `${text} is marked: ${JSON.stringify(marked)}`);
  }
  close(wrong);
  console.log("hover, completion and diagnostics are right");
} finally {
  server.kill();
  rmSync(root, { recursive: true, force: true });
}
