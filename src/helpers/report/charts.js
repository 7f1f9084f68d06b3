// The page's script, first part: draws charts when they come into view, and anew when the page changes.
// It needs no library but Plotly; what it draws (chart.py) stands above with it, packed, and under each chart as a table.
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
    if (/^<b>.*<\/b>$/.test(text)) return `<b>${short(text.slice(3, -4), most)}</b>`;
    const cut = bare.slice(0, most - 1).trimEnd() + (bare.startsWith("\u2068") ? "…\u2069" : "…");
    return signs.toReversed().reduce((made, [coded, sign]) => made.replaceAll(sign, coded), cut);
  };

  // Two lines of a label, broken between words.
  const folded = (text, most) => {
    const at = text.lastIndexOf(" ", most);
    if (text.length <= most || at < 4 || /[<&]/.test(text)) return short(text, most);
    return `${text.slice(0, at)}<br>${short(text.slice(at + 1), most)}`;
  };

  let specs = {}; // of each chart what it is drawn from
  const specOf = (plot) => specs[plot.closest("figure").id];
  const chosen = new Map(); // lanes or blocks that a reader asked for

  // Rows of a trace: its lists with only those items.
  const rows = (value, at) => {
    if (Array.isArray(value)) return at.map((i) => value[i]);
    if (!value || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rows(inner, at)]));
  };

  // Swim lanes (lanes.py): those asked for above the first ones; on a phone each name stands over its lane.
  const lanesOf = (spec, asked, narrow) => {
    const { names, blocks, heights, first, hovers } = spec.lanes;
    const form = narrow ? "narrow" : "wide";
    const blocksOf = [["Chosen", asked], ...["Who", "Where"].map((block) => [block, first.filter((lane) => blocks[lane] === block && !asked.includes(lane))])];
    const middles = new Map();
    const labels = [];
    let at = 0;
    for (const [block, lanes] of blocksOf.filter(([, one]) => one.length)) {
      labels.push([at + 13, `<b>${block}</b>`, 0]);
      at += 26;
      for (const lane of lanes) {
        const [up, down] = heights[form][lane];
        if (narrow) at += 14;
        middles.set(lane, at + up);
        labels.push([at + up, short(names[lane], narrow ? 44 : 30), narrow ? up + 7 : 0]);
        at += up + down;
      }
    }
    const data = spec.data.map((trace) => {
      const kept = trace.meta.lane.flatMap((lane, i) => (middles.has(lane) ? [i] : []));
      const cut = rows(trace, kept);
      const y = kept.map((i) => middles.get(trace.meta.lane[i]) + trace.meta[form][i]);
      return { ...cut, y, hovertext: cut.hovertext.map((i) => hovers[i]) };
    });
    const yaxis = { ...spec.layout.yaxis, range: [at, 0], tickvals: labels.map(([y]) => y), ticktext: labels.map(([, text]) => text) };
    const layout = { ...spec.layout, height: Math.round(at) + 52, yaxis };
    if (narrow) {
      yaxis.showticklabels = false;
      yaxis.tickvals = labels.flatMap(([y, , over]) => (over ? [y] : []));
      const note = { x: 0, xref: "paper", xanchor: "left", showarrow: false, bgcolor: "rgba(0,0,0,0)" };
      layout.annotations = labels.map(([y, text, over]) => ({ ...note, y: y - over, text }));
    }
    return { data, layout };
  };

  // Blocks of a heat map (naming.py): the first ones, or those asked for alone, since hundreds of cells take long.
  const blocksOf = (spec, asked) => {
    const { lines, ticks, first } = spec.blocks;
    const at = (asked.length ? asked : first).flatMap((block) => lines.flatMap((one, i) => (one === block ? [i] : [])));
    const cut = Object.fromEntries(["z", "text", "hovertext", "customdata"].map((name) => [name, rows(spec.data[0][name], at)]));
    const y = at.map((_, i) => i);
    const yaxis = { ...spec.layout.yaxis, tickvals: y, ticktext: at.map((i) => ticks[i]), range: [at.length - 0.4, -0.6] };
    return { data: [{ ...spec.data[0], ...cut, y }], layout: { ...spec.layout, height: 110 + 25 * at.length, yaxis } };
  };

  // The room that labels need, measured: Plotly's own way (automargin) draws the whole picture twice and more.
  const pen = document.createElement("canvas").getContext("2d");
  const across = (text, axis, font) => {
    pen.font = `${text.includes("<b>") ? "bold " : ""}${(axis.tickfont || {}).size || 12}px ${font.family}`;
    const bare = text.replace(/<(?!br)[^>]*>/g, "").replace(/&\w+;/g, "x");
    return Math.max(...bare.split("<br>").map((line) => pen.measureText(line).width));
  };
  const roomFor = (layout, width) => {
    let { xaxis } = layout;
    const { yaxis, template } = layout;
    const wide = (axis) => Math.max(0, ...axis.ticktext.map((text) => across(text, axis, template.layout.font)));
    const margin = { ...template.layout.margin, ...layout.margin };
    if (yaxis && yaxis.ticktext && yaxis.showticklabels !== false) {
      margin.l = Math.max(margin.l, Math.ceil(wide(yaxis)) + 10);
      layout.yaxis = { ...yaxis, automargin: false };
    }
    const room = width - margin.l - margin.r;
    if (xaxis && xaxis.ticktext && xaxis.type === "log") {
      const [low, high] = xaxis.range;
      const apart = (room / (high - low)) * (Math.log10(xaxis.tickvals.at(-1) / xaxis.tickvals[0]) / Math.max(xaxis.tickvals.length - 1, 1));
      const every = Math.ceil((wide(xaxis) + 6) / Math.max(apart, 1));
      const kept = xaxis.tickvals.flatMap((_, i) => (i % every ? [] : [i]));
      layout.xaxis = { ...xaxis, tickvals: rows(xaxis.tickvals, kept), ticktext: rows(xaxis.ticktext, kept) };
    }
    if (xaxis && xaxis.ticktext && xaxis.side === "top") {
      if (!xaxis.tickangle && wide(xaxis) + 6 > room / xaxis.ticktext.length) xaxis = { ...xaxis, tickangle: -45 };
      margin.t = Math.max(margin.t, xaxis.tickangle ? Math.ceil(wide(xaxis) * Math.SQRT1_2) + 20 : 26);
      if (xaxis.tickangle) margin.r = Math.max(margin.r, Math.ceil(across(xaxis.ticktext.at(-1), xaxis, template.layout.font) * Math.SQRT1_2) - 10);
      layout.xaxis = { ...xaxis, automargin: false };
    }
    return { ...layout, margin };
  };

  const figureOf = (plot) => {
    const narrow = plot.clientWidth < 560;
    const whole = specOf(plot);
    const asked = chosen.get(plot) || [];
    const form = whole.lanes ? lanesOf(whole, asked, plot.clientWidth < 760) : whole.blocks ? blocksOf(whole, asked) : narrow ? whole.narrow : {};
    const spec = { ...whole, ...form };
    const layout = { ...spec.layout, template: theme(), autosize: true };
    const tight = plot.parentElement.clientWidth < 560; // a wide picture may scroll in a narrow frame
    for (const name of ["xaxis", "yaxis"]) {
      const axis = layout[name];
      if ((narrow || (tight && name === "yaxis")) && axis && axis.ticktext && axis.showticklabels !== false) {
        const most = name === "yaxis" ? 17 : 14;
        const roomy = name === "yaxis" && !whole.blocks && layout.height / axis.ticktext.length > 26;
        const cut = (text) => (roomy ? folded(text, most) : short(text, most));
        layout[name] = { ...axis, ticktext: axis.ticktext.map(cut), tickfont: { size: 10.5, ...(axis.tickfont || {}) } };
      }
      if (narrow && axis && axis.type === "date") layout[name] = { ...axis, dtick: null, nticks: 4, tickangle: 0 };
    }
    if (narrow && layout.annotations)
      layout.annotations = layout.annotations.map((note) => (note.name === "heading" ? { ...note, text: `<b>${short(note.text, 46)}</b>` } : note));
    if (narrow && layout.yaxis && layout.yaxis.scaleanchor) layout.height = 380;
    plot.style.height = `${layout.height}px`;
    return [spec.data, roomFor(layout, plot.clientWidth), spec.config];
  };

  const sheet = document.documentElement.classList;
  const paper = () => sheet.contains("paper");
  const fit = (plot) => {
    const least = Number(plot.dataset.least || 0);
    const frame = plot.parentElement;
    const tight = least > frame.clientWidth && !paper(); // paper does not scroll
    plot.style.minWidth = tight ? `${least}px` : "";
    if (tight) {
      frame.tabIndex = 0;
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", `${plot.closest("figure").querySelector("h3").textContent}: picture, scrolls sideways`);
    }
  };

  const unpacked = (key) => {
    const bytes = Uint8Array.from(atob(document.getElementById(key).textContent), (sign) => sign.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  };
  let printing = false;
  const unpack = async () => {
    if (!plots.length || !window.DecompressionStream) return;
    specs = JSON.parse(await unpacked("charts"));
    document.head.append(Object.assign(document.createElement("script"), { textContent: await unpacked("library") }));
    if (printing || matchMedia("print").matches) plots.forEach(draw); // asked for before there was anything to draw with
    plots.forEach((plot) => seen.observe(plot));
  };

  const draw = (plot) => {
    if (plot.dataset.drawn || !window.Plotly) return;
    plot.dataset.drawn = "yes";
    fit(plot);
    Plotly.newPlot(plot, ...figureOf(plot));
    plot.on("plotly_click", (event) => {
      const address = event.points[0] && event.points[0].customdata;
      if (typeof address === "string" && address) location.href = address; // in this page, or of a large case beside it
    });
    if (plot.data[0] && plot.data[0].type === "heatmap" && plot.data[0].customdata) walk(plot);
    if (specOf(plot).lanes || specOf(plot).blocks) chooser(plot);
  };

  // A field that puts any other name on top.
  const chooser = (plot) => {
    const { names, first } = specOf(plot).lanes || specOf(plot).blocks;
    const others = names.map((name, lane) => [name, lane]).filter(([, lane]) => !first.includes(lane));
    if (!others.length) return;
    const id = `${plot.closest("figure").id}-names`;
    const list = Object.assign(document.createElement("datalist"), { id });
    const plain = (name) => new DOMParser().parseFromString(name, "text/html").documentElement.textContent;
    const lanes = new Map(others.map(([name, lane]) => [plain(name).toLowerCase(), lane]));
    for (const [name] of others) list.append(Object.assign(document.createElement("option"), { value: plain(name) }));
    const field = Object.assign(document.createElement("input"), { type: "search", placeholder: `${others.length.toLocaleString("en")} more names` });
    field.setAttribute("list", id);
    const label = document.createElement("label");
    label.append(specOf(plot).lanes ? "Show on top " : "Show instead ", field, list);
    const said = Object.assign(document.createElement("span"), { className: "chosen" });
    said.setAttribute("aria-live", "polite");
    const clear = Object.assign(document.createElement("button"), { type: "button", textContent: "As at first", hidden: true });
    const show = (asked, words) => {
      chosen.set(plot, asked);
      said.textContent = words;
      clear.hidden = !asked.length;
      Plotly.react(plot, ...figureOf(plot));
    };
    field.addEventListener("change", () => {
      const text = field.value.trim().toLowerCase();
      if (!text) return;
      const found = lanes.get(text) ?? [...lanes].find(([name]) => name.includes(text))?.[1];
      if (found === undefined) said.textContent = `Nothing here is called “${field.value.trim()}”.`;
      else show([found, ...(chosen.get(plot) || []).filter((lane) => lane !== found)], `${plain(names[found])} stands at the top.`);
      if (found !== undefined) field.value = "";
    });
    clear.addEventListener("click", () => show([], ""));
    const tools = Object.assign(document.createElement("div"), { className: "tools" });
    tools.append(label, clear, said);
    plot.parentElement.before(tools);
  };

  // A heat map by key: the arrows go from cell to cell that leads somewhere, Enter follows.
  const walk = (plot) => {
    const all = () => plot.data[0].customdata.flatMap((line, row) => line.flatMap((address, column) => (address ? [{ row, column, address }] : [])));
    let cells = all();
    let at = -1;
    plot.tabIndex = 0;
    plot.on("plotly_afterplot", () => {
      cells = all();
      at = -1;
    });
    plot.addEventListener("keydown", (event) => {
      const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] || [0, 0];
      if (event.key === "Enter" && at >= 0) location.href = cells[at].address;
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
  unpack();
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
  // Paper is narrower than most screens: the page takes its width before it is printed, and the pictures with it.
  addEventListener("beforeprint", () => {
    printing = true;
    sheet.add("paper");
    redraw();
    plots.forEach(draw);
  });
  addEventListener("afterprint", () => {
    sheet.remove("paper");
    redraw();
  });
})();
