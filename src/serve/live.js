// What `casebook serve` adds to a page: it loads the page again when the site was built anew, and shows over it what is wrong.
"use strict";

let version;
new EventSource("/__casebook/events").addEventListener("state", (event) => {
  const state = JSON.parse(event.data);
  if (version !== undefined && version !== state.version) return location.reload();
  version = state.version;
  document.getElementById("mistakes")?.remove();
  if (state.mistakes.length === 0) return;
  const box = Object.assign(document.createElement("section"), { id: "mistakes", tabIndex: 0 });
  box.setAttribute("role", "alert");
  const title = Object.assign(document.createElement("h2"), { textContent: state.title });
  const texts = state.mistakes.map((text) => Object.assign(document.createElement("pre"), { textContent: text }));
  box.append(title, ...texts);
  document.body.append(box);
});
