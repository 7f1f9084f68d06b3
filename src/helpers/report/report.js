// The page's script, second part: pages, sorts and searches tables, follows addresses.
// Everything it works on stands in the page without it.
"use strict";
(() => {
  // Tables ------------------------------------------------------------------------------------------------------
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // One collator for all: making one for each comparison is what makes sorting slow.
  const collator = new Intl.Collator("en", { numeric: true });
  const live = new Map();
  const homes = new Map(); // addresses inside of tables: the element, its row, what brings the row to light

  // What a table needs to answer at once is made ready piece by piece while the reader reads.
  const idle = window.requestIdleCallback || ((work) => setTimeout(work, 50));
  const jobs = [];
  const work = () => {
    const job = jobs.shift();
    if (!job) return;
    job();
    idle(work);
  };

  const enliven = (table) => {
    const size = Number(table.dataset.page);
    const body = table.tBodies[0];
    const all = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    const labels = heads.map((head) => head.textContent);
    // On a phone a row is a card, and each cell says its column.
    const labelled = (rows) => rows.forEach((row) => row.dataset.l ?? ((row.dataset.l = ""), [...row.cells].forEach((cell, i) => (cell.dataset.l = labels[i]))));
    if (!size || all.length < 2) return labelled(all);
    const state = { sorted: all, rows: all, page: 0, column: -1, up: true };

    const value = (row, column) => {
      const cell = row.cells[column];
      const raw = cell.dataset.v ?? cell.textContent.trim();
      return raw !== "" && !Number.isNaN(Number(raw)) ? Number(raw) : raw;
    };
    const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b)));
    // The rank of each row in a column; rows with nothing there have none, and come last in either direction.
    const ranks = [];
    const ranked = (column) => (ranks[column] ??= rank(all.map((row) => [row, value(row, column)])));
    const rank = (pairs) => {
      const known = pairs.filter(([, key]) => key !== "").sort(([, a], [, b]) => compare(a, b));
      let at = 0;
      return new Map(known.map(([row, key], i) => [row, i && compare(known[i - 1][1], key) ? (at = i) : at]));
    };
    const texts = new Map();
    const said = (row) => texts.get(row) ?? texts.set(row, row.textContent.toLowerCase()).get(row);
    const pages = () => Math.max(1, Math.ceil(state.rows.length / size));

    // Only the rows of one page are in the document: the others wait here, where they cost nothing.
    const show = () => {
      state.page = Math.min(state.page, pages() - 1);
      const shown = state.rows.slice(state.page * size, (state.page + 1) * size);
      labelled(shown);
      body.replaceChildren(...shown);
      const first = state.rows.length ? state.page * size + 1 : 0;
      const last = Math.min(first + size - 1, state.rows.length);
      none.hidden = state.rows.length > 0;
      where.textContent = `${first.toLocaleString("en")}–${last.toLocaleString("en")} of ${state.rows.length.toLocaleString("en")}`;
      before.disabled = state.page === 0;
      after.disabled = state.page >= pages() - 1;
    };
    const sort = (column, up) => {
      Object.assign(state, { column, up, page: 0 });
      if (column < 0) state.sorted = all;
      else {
        const of = ranked(column);
        const [last, way] = [all.length, up ? 1 : -1];
        const place = (row) => (of.has(row) ? way * of.get(row) : last);
        state.sorted = all.slice().sort((a, b) => place(a) - place(b));
      }
      const found = new Set(state.rows);
      state.rows = state.sorted.filter((row) => found.has(row));
      heads.forEach((head, i) => (i === column ? head.setAttribute("aria-sort", up ? "ascending" : "descending") : head.removeAttribute("aria-sort")));
      show();
    };
    const find = () => {
      const asked = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      state.rows = asked.length ? state.sorted.filter((row) => asked.every((word) => said(row).includes(word))) : state.sorted;
      state.page = 0;
      show();
    };

    heads.forEach((head, column) => {
      const button = make("button", { type: "button", textContent: head.textContent });
      button.addEventListener("click", () => sort(column, state.column === column ? !state.up : !head.classList.contains("n")));
      head.replaceChildren(button);
    });
    const title = table.caption ? table.caption.textContent : "table";
    const search = make("input", { type: "search", placeholder: "Search these rows" });
    search.setAttribute("aria-label", `Search: ${title}`);
    search.addEventListener("input", find);
    const choice = make("select", {}, make("option", { value: "", textContent: "as given" }), ...heads.map((head, i) => make("option", { value: String(i), textContent: head.textContent })));
    choice.addEventListener("change", () => {
      const column = choice.value === "" ? -1 : Number(choice.value);
      sort(column, column < 0 || !heads[column].classList.contains("n"));
    });
    const before = make("button", { type: "button", textContent: "Previous" });
    const after = make("button", { type: "button", textContent: "Next" });
    before.addEventListener("click", () => { state.page -= 1; show(); });
    after.addEventListener("click", () => { state.page += 1; show(); });
    const where = make("span");
    const none = make("p", { className: "none", textContent: "No row has these words.", hidden: true });
    none.setAttribute("role", "status");
    table.parentElement.after(none);
    where.setAttribute("aria-live", "polite");
    const tools = make("div", { className: "tools" });
    if (all.length > 5) tools.append(search, make("label", { className: "by" }, "Sort by ", choice));
    if (all.length > size) tools.append(make("span", { className: "pages" }, before, where, after));
    if (tools.children.length) table.parentElement.before(tools);
    table.classList.add("live");
    const reveal = (row) => {
      if (!state.rows.includes(row)) {
        search.value = "";
        state.rows = state.sorted;
      }
      state.page = Math.floor(state.rows.indexOf(row) / size);
      show();
    };
    for (const inner of body.querySelectorAll("[id]")) homes.set(inner.id, [inner, inner.closest("tr"), reveal]);
    const whole = () => {
      labelled(all);
      body.replaceChildren(...state.sorted);
    };
    live.set(table, { whole, show });
    show();
    for (let at = 0; at < all.length; at += 250) jobs.push(() => all.slice(at, at + 250).forEach(said));
    jobs.push(...heads.map((_, column) => () => ranked(column)));
  };
  const tried = new Set();
  const once = (table) => {
    if (tried.has(table)) return;
    tried.add(table);
    enliven(table);
  };
  const tables = [...document.querySelectorAll("table[data-page]")];
  const near = new IntersectionObserver(
    (entries) => entries.forEach((entry) => {
      if (entry.isIntersecting) {
        near.unobserve(entry.target);
        once(entry.target);
      }
    }),
    { rootMargin: "1200px" }
  );
  tables.forEach((table) => near.observe(table));
  jobs.push(...tables.map((table) => () => once(table)));
  idle(work);
  addEventListener("beforeprint", () => live.forEach((one) => one.whole()));
  addEventListener("afterprint", () => live.forEach((one) => one.show()));

  // Addresses ---------------------------------------------------------------------------------------------------
  const lit = [];
  const light = (element) => {
    element.classList.add("lit");
    lit.push(element);
  };
  const go = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    lit.splice(0).forEach((element) => element.classList.remove("lit"));
    if (!id) return;
    tables.forEach(once);
    const [target, row, reveal] = homes.get(id) || [document.getElementById(id)];
    const book = document.getElementById("book"); // of a large case: knows what stands on the pages beside this one
    if (!target && book && /-/.test(id)) location.replace(`${book.href}#${id}`);
    if (!target) return;
    if (reveal) reveal(row);
    for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    if (row) row.tabIndex = -1;
    if (row) light(row); // a row that its page brings in later is no :target
    if (row && id.startsWith("claim-")) row.querySelectorAll("td:first-child > details").forEach((one) => (one.open = true));
    if (row && id.startsWith("group-")) row.querySelectorAll("td > details").forEach((one) => (one.open = true));
    const inText = target.closest(".body p"); // an article's words: the target is its first piece, or stands before it
    if (inText) target.closest("article").querySelectorAll(`[data-ids~="${CSS.escape(id)}"]`).forEach(light);
    if (inText && !target.classList.contains("at")) light(target);
    const seat = target.classList.contains("at") ? target.nextElementSibling || target : target;
    seat.scrollIntoView({ block: row || inText ? "center" : "start" });
    const focus = target.closest("[tabindex]");
    if (focus) focus.focus({ preventScroll: true });
  };
  addEventListener("hashchange", go);
  if (location.hash) go();
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) go();
  });
  const contents = document.querySelector("details.contents");
  if (contents && matchMedia("(max-width: 44rem)").matches) contents.open = false;
})();
