// The page's script: draws charts when they come into view, pages, sorts and searches tables, follows addresses.
// It needs no library but Plotly (above), and everything it works on stands in the page without it.
"use strict";
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const themes = JSON.parse(document.getElementById("themes").textContent);
  const theme = () => themes[dark.matches ? "dark" : "light"];

  // Charts ------------------------------------------------------------------------------------------------------
  const short = (text, most) => {
    const signs = [["&lt;", "<"], ["&gt;", ">"], ["&amp;", "&"]];
    const bare = signs.reduce((made, [coded, sign]) => made.replaceAll(coded, sign), text.replace(/<[^>]*>/g, ""));
    if (bare.length <= most) return text;
    const cut = bare.slice(0, most - 1).trimEnd() + (bare.startsWith("\u2068") ? "…\u2069" : "…");
    return signs.toReversed().reduce((made, [coded, sign]) => made.replaceAll(sign, coded), cut);
  };

  // Two lines of a label, broken between words.
  const folded = (text, most) => {
    const at = text.lastIndexOf(" ", most);
    if (text.length <= most || at < 4 || /[<&]/.test(text)) return short(text, most);
    return `${text.slice(0, at)}<br>${short(text.slice(at + 1), most)}`;
  };

  const figureOf = (plot) => {
    const spec = JSON.parse(plot.closest("figure").querySelector('script[type="application/json"]').textContent);
    const narrow = plot.clientWidth < 560;
    const layout = { ...spec.layout, template: theme(), autosize: true };
    for (const name of ["xaxis", "yaxis"]) {
      const axis = layout[name];
      if (narrow && axis && axis.ticktext) {
        const most = name === "yaxis" ? 17 : 14;
        const roomy = name === "yaxis" && layout.height / axis.ticktext.length > 26;
        const cut = (text) => (roomy ? folded(text, most) : short(text, most));
        layout[name] = { ...axis, ticktext: axis.ticktext.map(cut), tickfont: { size: 10.5, ...(axis.tickfont || {}) } };
      }
      if (narrow && axis && axis.type === "date") layout[name] = { ...axis, dtick: null, nticks: 4, tickangle: 0 };
    }
    if (narrow && layout.annotations)
      layout.annotations = layout.annotations.map((note) => (note.name === "heading" ? { ...note, text: `<b>${short(note.text, 46)}</b>` } : note));
    if (narrow && layout.yaxis && layout.yaxis.scaleanchor) layout.height = 380;
    plot.style.height = `${layout.height}px`;
    return [spec.data, layout, spec.config];
  };

  const fit = (plot) => {
    const least = Number(plot.dataset.least || 0);
    const frame = plot.parentElement;
    const tight = least > frame.clientWidth;
    plot.style.minWidth = tight ? `${least}px` : "";
    if (tight) {
      frame.tabIndex = 0;
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", "Picture, scrolls sideways");
    }
  };

  const draw = (plot) => {
    if (plot.dataset.drawn || !window.Plotly) return;
    plot.dataset.drawn = "yes";
    fit(plot);
    Plotly.newPlot(plot, ...figureOf(plot));
    plot.on("plotly_click", (event) => {
      const address = event.points[0] && event.points[0].customdata;
      if (typeof address === "string" && address.startsWith("#")) location.hash = address;
    });
    if (plot.data[0] && plot.data[0].type === "heatmap" && plot.data[0].customdata) walk(plot);
  };

  // A heat map by key: the arrows go from cell to cell that leads somewhere, Enter follows.
  const walk = (plot) => {
    const cells = [];
    plot.data[0].customdata.forEach((line, row) => line.forEach((address, column) => address && cells.push({ row, column, address })));
    let at = -1;
    plot.tabIndex = 0;
    plot.addEventListener("keydown", (event) => {
      const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] || [0, 0];
      if (event.key === "Enter" && at >= 0) location.hash = cells[at].address;
      if (!down && !right) return;
      event.preventDefault();
      const here = cells[at] || { row: -1, column: -1 };
      const far = (cell) => {
        const along = down ? down * (cell.row - here.row) : right * (cell.column - here.column);
        const aside = Math.abs(down ? cell.column - here.column : cell.row - here.row);
        return along > 0 ? along + 2 * aside : Infinity;
      };
      const next = at < 0 ? 0 : cells.reduce((best, cell, i) => (far(cell) < (best < 0 ? Infinity : far(cells[best])) ? i : best), -1);
      if (next < 0) return;
      at = next;
      Plotly.Fx.hover(plot, { xval: cells[at].column, yval: cells[at].row }, "xy");
    });
  };

  const plots = [...document.querySelectorAll(".plot")];
  const seen = new IntersectionObserver(
    (entries) => entries.forEach((entry) => {
      if (entry.isIntersecting) {
        seen.unobserve(entry.target);
        draw(entry.target);
      }
    }),
    { rootMargin: "300px" }
  );
  plots.forEach((plot) => seen.observe(plot));
  const redraw = () => plots.filter((plot) => plot.dataset.drawn).forEach((plot) => {
    fit(plot);
    Plotly.react(plot, ...figureOf(plot));
  });
  dark.addEventListener("change", redraw);
  let width = innerWidth;
  let timer = 0;
  addEventListener("resize", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (innerWidth !== width) redraw();
      width = innerWidth;
    }, 150);
  });
  addEventListener("beforeprint", () => plots.forEach(draw));

  // Tables ------------------------------------------------------------------------------------------------------
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const live = new Map();
  const homes = new Map(); // addresses inside of tables: the element, its row, what brings the row to light

  const enliven = (table) => {
    const size = Number(table.dataset.page);
    const body = table.tBodies[0];
    const all = [...body.rows];
    const labels = [...table.tHead.rows[0].cells].map((head) => head.textContent);
    for (const row of all) [...row.cells].forEach((cell, i) => (cell.dataset.l = labels[i]));
    if (!size || all.length < 2) return;
    const state = { sorted: all, rows: all, page: 0, column: -1, up: true, text: null };
    const heads = [...table.tHead.rows[0].cells];

    const value = (row, column) => {
      const cell = row.cells[column];
      const raw = cell.dataset.v ?? cell.textContent.trim();
      return raw !== "" && !Number.isNaN(Number(raw)) ? Number(raw) : raw;
    };
    const compare = (a, b) => {
      if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
      if (typeof a === "number" && typeof b === "number") return state.up ? a - b : b - a;
      const order = String(a).localeCompare(String(b), "en", { numeric: true });
      return state.up ? order : -order;
    };
    const pages = () => Math.max(1, Math.ceil(state.rows.length / size));

    // Only the rows of one page are in the document: the others wait here, where they cost nothing.
    const show = () => {
      state.page = Math.min(state.page, pages() - 1);
      body.replaceChildren(...state.rows.slice(state.page * size, (state.page + 1) * size));
      const first = state.rows.length ? state.page * size + 1 : 0;
      const last = Math.min(first + size - 1, state.rows.length);
      where.textContent = `${first.toLocaleString("en")}–${last.toLocaleString("en")} of ${state.rows.length.toLocaleString("en")}`;
      before.disabled = state.page === 0;
      after.disabled = state.page >= pages() - 1;
    };
    const sort = (column, up) => {
      Object.assign(state, { column, up, page: 0 });
      if (column < 0) state.sorted = all;
      else {
        const keyed = new Map(all.map((row, i) => [row, [value(row, column), i]]));
        const order = (a, b) => compare(keyed.get(a)[0], keyed.get(b)[0]) || keyed.get(a)[1] - keyed.get(b)[1];
        state.sorted = all.slice().sort(order);
      }
      const found = new Set(state.rows);
      state.rows = state.sorted.filter((row) => found.has(row));
      heads.forEach((head, i) => (i === column ? head.setAttribute("aria-sort", up ? "ascending" : "descending") : head.removeAttribute("aria-sort")));
      show();
    };
    const find = () => {
      state.text ??= new Map(all.map((row) => [row, row.textContent.toLowerCase()]));
      const asked = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      state.rows = state.sorted.filter((row) => asked.every((word) => state.text.get(row).includes(word)));
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
    for (const row of all) {
      if (row.id) homes.set(row.id, [row, row, reveal]);
      for (const inner of row.querySelectorAll("[id]")) homes.set(inner.id, [inner, row, reveal]);
    }
    live.set(table, { whole: () => body.replaceChildren(...state.sorted), show });
    show();
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
  const idle = window.requestIdleCallback || ((work) => setTimeout(work, 50));
  const next = () => {
    const table = tables.find((one) => !tried.has(one));
    if (!table) return;
    once(table);
    idle(next);
  };
  idle(next);
  addEventListener("beforeprint", () => live.forEach((one) => one.whole()));
  addEventListener("afterprint", () => live.forEach((one) => one.show()));

  // Addresses ---------------------------------------------------------------------------------------------------
  const go = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    document.querySelectorAll(".lit").forEach((element) => element.classList.remove("lit"));
    if (!id) return;
    tables.forEach(once);
    const [target, row, reveal] = homes.get(id) || [document.getElementById(id)];
    if (!target) return;
    if (reveal) reveal(row);
    for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    if (row) row.tabIndex = -1;
    if (row && id.startsWith("claim-")) row.querySelectorAll("td:first-child > details").forEach((one) => (one.open = true));
    document.querySelectorAll(`[data-ids~="${CSS.escape(id)}"]`).forEach((piece) => piece.classList.add("lit"));
    const seat = target.classList.contains("at") ? target.nextElementSibling || target : target;
    seat.scrollIntoView({ block: row || target.classList.contains("at") ? "center" : "start" });
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
