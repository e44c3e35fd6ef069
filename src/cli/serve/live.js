// What `casebook serve` adds to a page: it loads the page again when the site was built anew, and shows over it what is wrong.
"use strict";

let version;
const news = new EventSource("/__casebook/events");
// Another server may count its builds from one again.
news.addEventListener("error", () => (version = version && "another"));
news.addEventListener("state", (event) => {
  const state = JSON.parse(event.data);
  if (version !== undefined && version !== state.version) return location.reload();
  version = state.version;
  if (state.mistakes.length === 0) return;
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const box = make("section", { id: "mistakes", tabIndex: 0 });
  box.setAttribute("role", "alert");
  const hide = make("button", { type: "button", textContent: "Hide" });
  hide.addEventListener("click", () => box.remove());
  box.append(make("h2", { textContent: state.title }), hide);
  box.append(...state.mistakes.map((text) => make("pre", { textContent: text })));
  document.body.append(box);
});
