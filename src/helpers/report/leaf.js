// The script of the pages beside the index: lights the pieces of a span, and finds an address in the book.
"use strict";
(() => {
  document.documentElement.classList.add("js"); // on a phone a row is a card, whose cells say their column
  for (const table of document.querySelectorAll("table")) {
    const labels = [...table.tHead.rows[0].cells].map((head) => head.textContent);
    for (const row of table.tBodies[0].rows) [...row.cells].forEach((cell, i) => (cell.dataset.l = labels[i]));
  }
  const go = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    document.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
    if (!id) return;
    document.querySelectorAll(`[data-ids~="${CSS.escape(id)}"]`).forEach((piece) => piece.classList.add("lit"));
    for (let up = document.getElementById(id); up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    const book = document.querySelector(".book");
    if (!book) return;
    const sought = id.replace(/^row-/, "").replace(/^passage-a-/, "passage-");
    const volume = [...book.querySelectorAll("[data-first]")].findLast((one) => one.dataset.first <= sought);
    const entry = document.getElementById(sought);
    const link = entry ? entry.querySelector("a").href : volume ? `${volume.href.split("#")[0]}#${id}` : "";
    if (link) location.replace(link);
    else book.before(Object.assign(document.createElement("p"), { className: "none", textContent: `This report has no address ${id} (any more).` }));
  };
  addEventListener("hashchange", go);
  go();
})();
