// What the site does beyond showing its pages, which are complete without it: the table of all cases sorts and filters, a search
// goes through all reports, and evidence opens where it is asked for. A file of this name in `templates/` takes its place.
"use strict";

const words = document.getElementById("words")?.dataset ?? {};
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// Letters as people type who don't have them, or don't look: ø is o, å is a, É is e.
const fold = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[’‘ʼ]/g, "'")
    .replace(/[“”„»«]/g, '"')
    .replace(/[‐‑–—]/g, "-")
    .replace(/\s+/g, " ")
    .replace(/ø/g, "o")
    .replace(/æ/g, "ae")
    .replace(/œ/g, "oe")
    .replace(/ß/g, "ss")
    .replace(/đ|ð/g, "d")
    .replace(/þ/g, "th")
    .replace(/ł/g, "l");

// ---- The table of all cases.

function sorting(table) {
  const body = table.tBodies[0];
  for (const heading of table.tHead.rows[0].cells) {
    const button = make("button", { type: "button", title: words.sort }, ...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const down = heading.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", down ? "descending" : "ascending");
      // What is not recorded has no rank, and stands last in either direction.
      const rank = (row) => row.cells[heading.cellIndex].dataset.rank;
      const rows = [...body.rows].sort((a, b) => {
        const [one, other] = [rank(a), rank(b)];
        if (one === "" || other === "") return (one === "") - (other === "");
        return down ? other - one : one - other;
      });
      body.append(...rows);
    });
  }
}

function filtering(form, table) {
  const output = form.querySelector("output");
  const rows = [...table.tBodies[0].rows];
  const apply = () => {
    const wanted = [...new FormData(form)].filter(([, value]) => value !== "");
    for (const row of rows) {
      row.hidden = !wanted.every(([name, value]) => (row.dataset[name] ?? "").split(" ").includes(value));
    }
    const shown = rows.filter((row) => !row.hidden).length;
    output.textContent = output.dataset.shown.replace("{shown}", shown).replace("{all}", rows.length);
  };
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  // Going back, a browser puts the choices in again after this.
  addEventListener("pageshow", apply);
  form.hidden = false;
  apply();
}

// ---- The search. Its texts are in the page, packed: pages as [address, title], places as [page, id, heading], texts as
// [text, place, …].

async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
}

const SHOWN = 5;

function searching(section, data) {
  const [form, status, list] = ["form", "[role=status]", "ol"].map((what) => section.querySelector(what));
  const input = form.querySelector("input");
  let loaded;

  const search = async () => {
    loaded ??= unpacked(data).then((all) => ({ ...all, folded: all.texts.map(([text]) => fold(text)) }));
    const { pages, places, texts, folded } = await loaded;
    const query = input.value.trim();
    list.replaceChildren();
    status.textContent = "";
    const address = new URL(location);
    if (query === "") address.searchParams.delete("q");
    else address.searchParams.set("q", query);
    history.replaceState(null, "", address);
    if (query === "") return;
    // Danish letters are often written aa, oe, ae.
    // What stands in quotation marks is looked for as it stands.
    const asked = fold(query).match(/"[^"]+"|[^\s"]+/g) ?? [];
    const terms = asked
      .map((term) => term.replaceAll('"', "").trim())
      .filter((term) => term !== "")
      .map((term) => [...new Set([term, term.replace(/aa/g, "a").replace(/oe/g, "o")])]);
    if (terms.every(([term]) => term.length < 2)) {
      status.textContent = status.dataset.short;
      return;
    }
    // The beginning of a word tells more than its inside.
    const begins = (text, at) => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]);
    const worth = (text, term) =>
      Math.max(0, ...term.map((way) => {
        let best = 0;
        for (let at = text.indexOf(way); at >= 0 && best < 2; at = text.indexOf(way, at + 1)) best = begins(text, at) ? 2 : 1;
        return best;
      }));
    const found = new Map();
    texts.forEach(([, ...own], at) => {
      const hits = terms.filter((term) => worth(folded[at], term) > 0);
      if (hits.length === 0) return;
      const score = hits.length * 10 + hits.reduce((sum, term) => sum + worth(folded[at], term), 0);
      for (const place of own) {
        const [number, id, heading] = places[place];
        const page = found.get(number) ?? { terms: new Set(), passages: [] };
        found.set(number, page);
        hits.forEach((term) => page.terms.add(term));
        // A title stands for the whole page.
        const title = id === "" && heading === "";
        page.passages.push({ at, place, id, score: title ? score + 100 : score, heading: heading === texts[at][0] ? "" : heading });
      }
    });
    // A page must have all words, be it in several places; places with more of them come first.
    const all = [...found].filter(([, page]) => page.terms.size === terms.length);
    for (const [, page] of all) page.passages.sort((a, b) => b.score - a.score || a.place - b.place || a.at - b.at);
    all.sort(([one, a], [other, b]) => b.passages[0].score - a.passages[0].score || one - other);
    for (const [number, page] of all) {
      // Where something has all words, what has some of them is left out; the title stands above anyway.
      const inside = page.passages.filter((passage) => passage.score < 100);
      const most = Math.floor((inside[0]?.score ?? 0) / 10);
      const best = inside.filter((passage) => Math.floor(passage.score / 10) === most);
      const [address, title] = pages[number];
      const lines = best.slice(0, SHOWN).map((passage) => {
        const link = make("a", { href: way(address, passage.id, texts[passage.at][0], terms) });
        link.append(...marked(texts[passage.at][0], terms));
        return passage.heading ? make("li", {}, make("span", { className: "under", textContent: `${passage.heading}: ` }), link) : make("li", {}, link);
      });
      const more = best.length - SHOWN;
      if (more > 0) lines.push(make("li", { className: "under", textContent: status.dataset.more.replace("{count}", more) }));
      list.append(make("li", {}, make("a", { href: address, textContent: title }), make("ul", {}, ...lines)));
    }
    const word = all.length === 0 ? "none" : all.length === 1 ? "one" : "many";
    status.textContent = status.dataset[word].replace("{count}", all.length);
  };

  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  section.hidden = false;
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    input.value = asked;
    search();
  }
}

// The way to a place and, where the browser can do that, to the words in it: the cell or sentence that has the first of them.
function way(address, id, text, terms) {
  if (!("fragmentDirective" in document)) return `${address}#${id}`;
  const part = text.split(/ · |: /).find((part) => terms.flat().some((term) => fold(part).includes(term))) ?? text;
  const first = part.split(" ").slice(0, 8).join(" ");
  return `${address}#${id}:~:text=${encodeURIComponent(first).replaceAll("-", "%2D")}`;
}

// A text around the first word that was found, with all of them marked.
function marked(text, terms) {
  // Folding may make two letters of one, so each letter keeps its place.
  const letters = [...text];
  const from = [];
  let folded = "";
  letters.forEach((letter, at) => {
    const own = fold(letter);
    folded += own;
    for (let i = 0; i < own.length; i++) from.push(at);
  });
  const hits = [];
  for (const way of terms.flat()) {
    for (let at = folded.indexOf(way); way !== "" && at >= 0; at = folded.indexOf(way, at + way.length)) {
      hits.push([from[at], from[at + way.length - 1] + 1]);
    }
  }
  hits.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const start = Math.max(0, (hits[0]?.[0] ?? 0) - 60);
  const end = Math.min(letters.length, start + 220);
  const pieces = [start > 0 ? "…" : ""];
  let at = start;
  for (const [first, last] of hits) {
    if (first < at || last > end) continue;
    pieces.push(letters.slice(at, first).join(""), make("mark", { textContent: letters.slice(first, last).join("") }));
    at = last;
  }
  pieces.push(letters.slice(at, end).join(""), end < letters.length ? "…" : "");
  return pieces.filter((piece) => piece !== "");
}

// ---- Evidence opens below the row that asks for it, and leads back.

function evidence(link) {
  const row = link.closest("tr");
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const headings = target?.closest("table")?.tHead?.rows[0]?.cells;
  if (!headings || !row || target === row || !target.closest(".register")) return;
  link.setAttribute("aria-expanded", "false");
  let opened;
  const close = () => {
    opened?.remove();
    opened = undefined;
    link.setAttribute("aria-expanded", "false");
    link.focus();
  };
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (opened) return close();
    // Copies have no names of their own, and lead nowhere else than the row itself.
    const copied = (into, cell) => {
      into.append(...[...cell.cloneNode(true).childNodes]);
      into.querySelectorAll("[id]").forEach((copy) => copy.removeAttribute("id"));
      return into;
    };
    // The row above those of its case says which one it is.
    let above = target.previousElementSibling;
    while (above && !above.classList.contains("above")) above = above.previousElementSibling;
    const of = above ? [copied(make("div", { className: "of" }), above.cells[0])] : [];
    const facts = [...target.cells].map((cell, at) => {
      const said = copied(make("dd"), cell);
      return make("div", {}, make("dt", { textContent: headings[at].textContent }), said);
    });
    const button = make("button", { type: "button", textContent: words.close });
    button.addEventListener("click", close);
    const way = make("a", { href: link.hash, textContent: words.register });
    const cell = make("td", { colSpan: row.cells.length }, ...of, make("dl", {}, ...facts), make("p", {}, button, way));
    opened = make("tr", { className: "opened" }, cell);
    opened.addEventListener("keydown", (event) => event.key === "Escape" && close());
    row.after(opened);
    link.setAttribute("aria-expanded", "true");
    button.focus();
  });
}

// ---- What the sentences of a write-up rest on: one switch shows it for all of them.

function facts(article) {
  const button = make("button", { type: "button", className: "facts", textContent: words.facts });
  const show = (on) => {
    article.classList.toggle("with-facts", on);
    button.setAttribute("aria-pressed", on);
  };
  button.addEventListener("click", () => show(!article.classList.contains("with-facts")));
  // Who follows a link to a fact sees it.
  const follow = () => /^#(why|told):/.test(decodeURIComponent(location.hash)) && show(true);
  addEventListener("hashchange", follow);
  show(false);
  article.querySelector(".why").closest("p").before(button);
  follow();
}

// ---- What this page has of all that.

const table = document.querySelector(".sortable");
if (table) {
  sorting(table);
  filtering(document.querySelector(".filters"), table);
}
const passages = document.getElementById("passages");
if (passages && "DecompressionStream" in window) searching(document.getElementById("search"), passages.textContent);
document.querySelectorAll("header .search").forEach((form) => (form.hidden = false));
document.querySelectorAll("td a[href^='#']").forEach(evidence);
const article = document.querySelector("article:has(.why)");
if (article) facts(article);
