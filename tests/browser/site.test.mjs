// The site in a real browser, opened from the disk: without violations of axe-core in light and dark, narrow and wide; with its
// table, search and evidence driven by mouse and keyboard; complete without JavaScript; and silent.
//
//   SITE=out HOSTILE=…/out YEARLY=…/out MODULES=…/node_modules CASEBOOK=target/debug/casebook node --test tests/browser/site.test.mjs

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

const modules = createRequire(join(resolve(process.env.MODULES), "x.js"));
const { chromium } = modules("playwright-core");
const axe = readFileSync(modules.resolve("axe-core/axe.min.js"), "utf8");

const site = resolve(process.env.SITE);
const hostile = resolve(process.env.HOSTILE);
const yearly = resolve(process.env.YEARLY);
const address = (file) => pathToFileURL(file).href;
const files = (folder, ending) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((file) => file.endsWith(ending) && !file.includes("/.casebook/") && statSync(file).isFile())
    .sort();

let browser;
before(async () => {
  const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
});
after(() => browser?.close());

// A page that must stay silent and ask nobody else for anything.
async function open(file, options = {}, query = "") {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const heard = [];
  page.on("console", (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => heard.push(`dialog: ${dialog.message()}`) && dialog.dismiss());
  page.on("request", (request) => {
    if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) heard.push(`request: ${request.url()}`);
  });
  // What a browser gives up when the reader goes on is no failure.
  page.on("requestfailed", (request) => {
    if (request.failure()?.errorText !== "net::ERR_ABORTED") heard.push(`failed: ${request.url()}`);
  });
  await page.goto(address(file) + query);
  const done = async () => {
    assert.deepEqual(heard, [], file);
    await context.close();
  };
  return { page, done };
}

// A page may run no script that is not its own, so axe goes in by the debugger, past the policy.
async function violations(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe });
  const { result } = await session.send("Runtime.evaluate", {
    expression: `axe.run(document, { preload: false, resultTypes: ["violations"] }).then((found) => JSON.stringify(found.violations.map((one) => ({
      id: one.id, nodes: one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + " " + node.failureSummary) }))))`,
    awaitPromise: true,
  });
  return JSON.parse(result.value);
}

const LOOKS = [
  { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  { viewport: { width: 360, height: 740 }, colorScheme: "light" },
  { viewport: { width: 360, height: 740 }, colorScheme: "dark" },
];

for (const look of LOOKS) {
  test(`axe-core finds nothing on any page, ${look.colorScheme}, ${look.viewport.width} px`, async () => {
    const pages = [site, hostile, yearly].flatMap((folder) => files(folder, ".html"));
    assert.ok(pages.length > 20, "the pages were found");
    for (const file of pages) {
      const { page, done } = await open(file, look);
      assert.deepEqual(await violations(page), [], file);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wider <= 0, `${file} is ${wider} px wider than the screen`);
      await done();
    }
  });
}

test("axe-core finds nothing when search and evidence are open", async () => {
  for (const look of LOOKS) {
    const start = await open(join(site, "index.html"), look, "?q=facilitator");
    await start.page.waitForSelector("section.search li");
    assert.deepEqual(await violations(start.page), []);
    await start.done();
    const summary = await open(join(site, "en/summary.html"), look);
    await summary.page.locator("#tasks td a[href^='#']").first().click();
    await summary.page.waitForSelector(".opened");
    assert.deepEqual(await violations(summary.page), []);
    await summary.done();
  }
});

test("pages lead to the annual reports on what they are about, which draw their small lines", async () => {
  const { page, done } = await open(join(yearly, "index.html"));
  assert.deepEqual(await page.locator(".years a").allTextContents(), ["2024", "2025"]);
  await page.locator(".years a", { hasText: "2025" }).click();
  await page.waitForLoadState();
  assert.equal(await page.locator(".years [aria-current]").textContent(), "2025");
  assert.equal(await page.locator(".kind .status").textContent(), "Draft");
  await page.locator("#clusters a", { hasText: "Alder" }).click();
  await page.waitForLoadState();
  const lines = page.locator(".trends svg.trend");
  assert.equal(await lines.first().getAttribute("aria-label"), "2023–2025: 10 12 15");
  assert.ok((await lines.first().boundingBox()).width > 40);
  await done();
});

test("every page is a whole document with a strict policy and one title", async () => {
  for (const file of [...files(site, ".html"), ...files(yearly, ".html")]) {
    const text = readFileSync(file, "utf8");
    assert.match(text, /^<!doctype html>\n<html lang="(en|da)">/, file);
    assert.match(text, /Content-Security-Policy" content="default-src &#39;none&#39;/, file);
    assert.doesNotMatch(text, /unsafe-|<style|<script>|\son\w+=|\sstyle=/, file);
    const { page, done } = await open(file);
    assert.equal(await page.locator("h1").count(), 1, file);
    const doubled = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].filter((own) => !own.closest("svg")).map((own) => own.id);
      return ids.filter((id, at) => ids.indexOf(id) !== at);
    });
    assert.deepEqual(doubled, [], file);
    const lost = await page.evaluate(() =>
      [...document.querySelectorAll("a[href^='#']")]
        .map((way) => decodeURIComponent(way.hash.slice(1)))
        .filter((id) => !document.getElementById(id)),
    );
    assert.deepEqual(lost, [], file);
    const ways = await page.evaluate(() => [...document.querySelectorAll("a[href]")].map((way) => way.href));
    for (const way of ways.filter((way) => way.startsWith("file:"))) {
      assert.ok(statSync(new URL(way.split(/[?#]/)[0])).isFile(), `${file}: ${way}`);
    }
    await done();
  }
});

const names = (page) => page.$$eval(".sortable tbody tr:not([hidden]) th", (cells) => cells.map((cell) => cell.textContent));

test("the table of all cases sorts, and what is not recorded stays last", async () => {
  const { page, done } = await open(join(site, "index.html"));
  const button = page.getByRole("button", { name: "Actors" });
  const column = () =>
    page.$$eval(".sortable tbody tr", (rows) => rows.map((row) => row.cells[5].textContent));
  await button.click();
  const up = await column();
  assert.equal(up.at(0), "18");
  assert.equal(up.at(-2), "more than 600");
  assert.equal(up.at(-1), "not recorded");
  await button.click();
  const down = await column();
  assert.deepEqual(down, [...up.slice(0, -1).reverse(), "not recorded"]);
  assert.equal(await page.locator("th[aria-sort=descending]").textContent(), "Actors");
  await page.getByRole("button", { name: "Stage" }).click();
  const stages = await page.$$eval(".sortable tbody tr", (rows) => rows.map((row) => row.cells[1].textContent));
  assert.deepEqual([...new Set(stages)], ["Potential", "Latent", "Working", "not assessed"]);
  await page.getByRole("button", { name: "Case" }).click();
  assert.equal((await names(page)).at(-1), "Øresund IT", "Danish order: Ø comes last");
  await done();
});

test("filters leave the cases that have all that is chosen, and say how many", async () => {
  const { page, done } = await open(join(site, "index.html"));
  const status = page.locator(".filters output");
  assert.equal(await status.textContent(), "Shown: 10 of 10");
  await page.locator("select[name=stage]").selectOption({ label: "Working (3)" });
  assert.deepEqual(await names(page), ["ICT North Denmark", "Medicon Valley", "Øresund IT"]);
  await page.locator("select[name=industry]").selectOption({ label: "ICT (2)" });
  assert.deepEqual(await names(page), ["ICT North Denmark", "Øresund IT"]);
  assert.equal(await status.textContent(), "Shown: 2 of 10");
  await page.getByRole("link", { name: "Øresund IT" }).click();
  await page.waitForURL(/oresund-it/, { waitUntil: "load" });
  await page.goBack({ waitUntil: "load" });
  const chosen = await page.locator("select[name=stage]").inputValue();
  assert.equal(await status.textContent(), chosen === "" ? "Shown: 10 of 10" : "Shown: 2 of 10", "as the fields say");
  await page.getByRole("button", { name: "Show all" }).click();
  await page.waitForFunction(() => document.querySelector(".filters output").textContent.endsWith("10 of 10"));
  await page.locator("select[name=study]").selectOption({ index: 2 });
  assert.deepEqual(await names(page), ["Biomedico"]);
  await page.locator("select[name=study]").selectOption({ index: 0 });
  for (const label of ["country", "framework"]) {
    const options = await page.locator(`select[name=${label}]`).locator("option").allTextContents();
    for (const option of options.slice(1)) {
      await page.locator(`select[name=${label}]`).selectOption({ label: option });
      assert.equal((await names(page)).length, Number(option.match(/\((\d+)\)$/)[1]), option);
    }
    await page.locator(`select[name=${label}]`).selectOption({ index: 0 });
  }
  await done();
});

test("search finds words inside quotes and narratives, whatever their letters and capitals", async () => {
  for (const [file, query, wanted] of [
    ["index.html", "oresund", "Øresund IT"],
    ["index.html", "ØRESUND IT", "Øresund IT"],
    ["index.html", "arhus", "Biomedico"],
    ["index.html", "Århus", "Biomedico"],
    ["index.html", "ambassador program", "Medicon Valley"],
    ["index.html", "designers’ cooperation", "Designers' Cooperation"],
    ["index.html", '"ambassador programme"', "Medicon Valley"],
    ["da/index.html", "nordjylland biomedicinsk", "Biomedico"],
  ]) {
    const { page, done } = await open(join(site, file), {}, `?q=${encodeURIComponent(query)}`);
    await page.waitForFunction(() => document.querySelector("[role=status]").textContent !== "");
    const found = await page.$$eval("section.search > ol > li > a", (ways) => ways.map((way) => way.textContent));
    assert.ok(found.includes(wanted), `${query}: ${found.join(", ")}`);
    assert.ok((await page.locator("section.search mark").count()) > 0, query);
    if (query.startsWith("designers")) assert.equal(found[0], wanted, "a title comes before what mentions it");
    await done();
  }
  const { page, done } = await open(join(site, "en/cases/biomedico.html"));
  await page.getByRole("searchbox").fill("xyzzy");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("[role=status]")?.textContent === "Nothing was found.");
  await page.getByRole("searchbox").fill("clusterpreneurs");
  await page.locator("section.search li li a").first().click();
  await page.waitForURL(/cases|summary/);
  // The directive that marks the words is the browser's own, and not a part of the address.
  assert.ok(await page.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1)))));
  await done();
});

test("every text that a report shows can be found by the search", async () => {
  const { page, done } = await open(join(site, "index.html"));
  const texts = await page.evaluate(async () => (await unpacked(document.getElementById("passages").textContent)).texts.map(([text]) => text));
  const all = texts.join("\n");
  const report = readFileSync(join(site, "en/cases/biomedico.md"), "utf8");
  const quotes = [...report.matchAll(/“([^”|\\*]{20,})”/g)].map((match) => match[1]);
  assert.ok(quotes.length > 20, "the report has quotes");
  for (const quote of quotes) assert.ok(all.includes(quote), quote);
  await done();
});

test("evidence opens in place, leads on to the register, and back", async () => {
  const { page, done } = await open(join(site, "en/summary.html"));
  const sign = page.locator("#tasks td a[href^='#']").first();
  const own = await sign.getAttribute("id");
  await sign.click();
  const opened = page.locator(".opened");
  assert.match(await opened.textContent(), /Agro Food Park/);
  assert.equal(await sign.getAttribute("aria-expanded"), "true");
  await opened.getByRole("button", { name: "Close" }).click();
  assert.equal(await opened.count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), own);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.id), own);
  await sign.click();
  await opened.getByRole("link", { name: "To the register of evidence" }).click();
  const row = await page.evaluate(() => location.hash.slice(1));
  const back = page.locator(`[id="${row}"] a[href="#${own}"]`);
  await back.click();
  assert.equal(await page.evaluate(() => location.hash.slice(1)), own);
  const above = page.locator(`xpath=//*[@id="${row}"]/preceding-sibling::tr[@class="above"][1]`);
  await above.locator('a[href*="cases/"]').click();
  await page.waitForURL(/cases\//);
  await done();
});

test("a switch shows the facts behind each sentence of a write-up, and a link to one of them does too", async () => {
  const file = join(site, "en/cases/medicon-valley.html");
  const { page, done } = await open(file);
  const facts = page.locator(".whys li");
  const signs = await page.locator(".why").count();
  assert.ok(signs > 10 && (await facts.count()) === signs, `${signs} sentences with facts`);
  assert.equal(await facts.first().isVisible(), false);
  const button = page.locator("button.facts");
  assert.equal(await button.getAttribute("aria-pressed"), "false");
  await button.click();
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  const [sign] = await page.locator(".why:visible").all();
  await sign.click();
  assert.equal(await page.evaluate(() => decodeURIComponent(location.hash)), "#why:1");
  assert.match(await facts.first().textContent(), /Medicon Valley/);
  await facts.first().getByRole("link").last().click();
  assert.equal(await page.evaluate(() => decodeURIComponent(location.hash)), "#told:1");
  await button.click();
  assert.equal(await facts.first().isVisible(), false);
  await done();
  const silent = await open(file, { javaScriptEnabled: false });
  assert.equal(await silent.page.locator(".whys li").first().isVisible(), true);
  await silent.done();
});

test("the keyboard alone reaches everything, in the order of the page", async () => {
  for (const name of ["index.html", "en/summary.html", "da/cases/biomedico.html"]) {
    const { page, done } = await open(join(site, name));
    const count = await page.evaluate(() => {
      const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
      const seen = all.filter((own) => own.checkVisibility() && !own.disabled);
      seen.forEach((own, at) => (own.dataset.at = at));
      return seen.length;
    });
    const reached = [];
    for (let step = 0; step < count; step++) {
      await page.keyboard.press("Tab");
      reached.push(await page.evaluate(() => Number(document.activeElement.dataset.at)));
    }
    assert.deepEqual(reached, [...Array(count).keys()], name);
    await done();
  }
  const { page, done } = await open(join(site, "index.html"));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => location.hash), "#main", "the first key leads past the head of the page");
  await page.getByRole("button", { name: "Founded" }).focus();
  await page.keyboard.press("Enter");
  assert.equal((await page.locator("th[aria-sort=ascending]").textContent()).trim(), "Founded");
  await done();
});

test("without JavaScript everything is there and leads somewhere", async () => {
  const { page, done } = await open(join(site, "index.html"), { javaScriptEnabled: false });
  assert.equal(await page.locator(".sortable tbody tr").count(), 10);
  assert.equal(await page.locator("form:visible").count(), 0, "nothing is offered that does not work");
  await page.getByRole("link", { name: "Medicon Valley" }).click();
  assert.equal(await page.locator("h1").textContent(), "Medicon Valley");
  await page.getByRole("link", { name: "Cross-case summary", exact: true }).click();
  await page.locator("#tasks td a[href^='#']").first().click();
  assert.match(page.url(), /#e[0-9a-z]{6}$/);
  await page.getByRole("link", { name: "Dansk" }).click();
  assert.equal(await page.locator("html").getAttribute("lang"), "da");
  await done();
});

test("on paper there is the text and not the way to it", async () => {
  const { page, done } = await open(join(site, "en/cases/biomedico.html"), { colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  for (const gone of ["header nav", "header .search", ".contents", ".downloads"]) {
    assert.equal(await page.locator(`${gone}:visible`).count(), 0, gone);
  }
  const [paper, ink] = await page.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(document.documentElement);
    return [backgroundColor, color];
  });
  assert.deepEqual([paper, ink], ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
  await done();
});

test("hostile text is text, and the search finds it as that", async () => {
  const { page, done } = await open(join(hostile, "cases/hostile.html"));
  const text = await page.locator("body").innerText();
  for (const line of readFileSync(join(import.meta.dirname, "hostile/texts"), "utf8").trim().split("\n")) {
    assert.ok(text.includes(line), line);
  }
  assert.equal(await page.locator("img, iframe, object, embed, script:not([src])").count(), 0);
  const strange = await page.$$eval("a[href]", (ways) => ways.map((way) => way.protocol).filter((one) => !/^(file|https?|mailto):$/.test(one)));
  assert.deepEqual(strange, []);
  await done();
  const start = await open(join(hostile, "index.html"), {}, `?q=${encodeURIComponent("</script><img")}`);
  await start.page.waitForSelector("section.search mark");
  assert.equal(await start.page.locator("img").count(), 0);
  await start.done();
});

test("casebook serve shows a mistake over the page, and the page anew when it is mended", async () => {
  const folder = mkdtempSync(join(tmpdir(), "casebook-"));
  cpSync(join(import.meta.dirname, "../workspace"), folder, { recursive: true });
  const server = spawn(process.env.CASEBOOK, ["--workspace", folder, "serve", "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  try {
    let said = "";
    const url = await new Promise((found) =>
      server.stderr.on("data", (data) => {
        said += data;
        const match = said.match(/http:\S+\//);
        if (match) found(match[0]);
      }),
    );
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    const heard = [];
    page.on("console", (message) => heard.push(message.text()));
    page.on("request", (request) => request.url().startsWith(url) || heard.push(request.url()));
    await page.goto(`${url}cases/sound.html`);
    const file = join(folder, "cases/sound.yaml");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace("industry: Testing", "industri: <b>Testing</b>"));
    await page.waitForSelector("#mistakes");
    const shown = await page.locator("#mistakes").innerText();
    assert.match(shown, /cases\/sound\.yaml:3:1/);
    assert.match(shown, /industri: <b>Testing<\/b>/);
    assert.equal(await page.locator("h1").textContent(), "Sound Cluster", "the page stays below it");
    assert.deepEqual(await violations(page), []);
    writeFileSync(file, text.replace("Sound Cluster", "Mended Cluster"));
    await page.waitForFunction(() => document.querySelector("h1").textContent === "Mended Cluster");
    assert.equal(await page.locator("#mistakes").count(), 0);
    assert.deepEqual(heard, []);
    await page.context().close();
  } finally {
    server.kill();
    rmSync(folder, { recursive: true });
  }
});

test("the site of the ten cases is under 1 MB without its figures", async () => {
  const all = ["index.html", "site.css", "site.js", "fonts.css"].map((name) => join(site, name));
  const pages = files(site, ".html").map((file) => readFileSync(file, "utf8").replace(/<svg[^]*?<\/svg>/g, ""));
  const shared = all.slice(1).map((file) => readFileSync(file, "utf8"));
  const bytes = [...pages, ...shared].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  assert.ok(bytes < 1_000_000, `${bytes} bytes`);
  let slowest = [0, ""];
  for (const file of files(site, ".html")) {
    const { page, done } = await open(file);
    const time = await page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd);
    slowest = time > slowest[0] ? [time, relative(site, file)] : slowest;
    await done();
  }
  // Measured and said, not held to: the time depends on the machine.
  console.log(`${bytes} bytes without figures; slowest page ${slowest[1]}, usable after ${Math.round(slowest[0])} ms`);
});
