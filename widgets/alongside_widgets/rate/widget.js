// A self-assessment: one row of radio buttons for each statement, and profiles kept to compare over time.

// ---- the grid ----

function drawPoint(point, name, choose) {
  const input = kit.el("input", { type: "radio", name, value: String(point.value), onChange: choose });
  return kit.el("label", { class: "alo-point" }, input, kit.el("span", { class: "alo-point-word" }, point.label));
}

function drawRow(model, row, scale, act) {
  const name = kit.id("row");
  const textId = kit.id("statement");
  const points = scale.map((point) => drawPoint(point, name, () => act.choose(row, point.value)));
  const clear = kit.button(kit.t(model, "rate.clear"), () => act.clear(row),
    { quiet: true, label: kit.t(model, "rate.clear-one", { text: row.text }) });
  const group = kit.el("div", { class: "alo-points", role: "radiogroup", "aria-labelledby": textId }, points);
  const node = kit.el("div", { class: "alo-row" },
    kit.el("p", { class: "alo-statement", id: textId }, row.text), group, kit.el("div", { class: "alo-clear" }, clear));
  const inputs = [...group.querySelectorAll("input")];
  const show = (value) => {
    for (const input of inputs) input.checked = input.value === String(value);
    clear.hidden = value == null;
  };
  return { id: row.id, node, show, focus: () => inputs[0].focus() };
}

function drawGrid(model, item, act) {
  const heads = kit.el("div", { class: "alo-heads", "aria-hidden": "true" },
    kit.el("span", {}, kit.t(model, "rate.statement")),
    kit.el("div", { class: "alo-points" }, item.scale.map((point) => kit.el("span", {}, point.label))), kit.el("span"));
  const rows = item.items.map((row) => drawRow(model, row, item.scale, act));
  const style = `--alo-points: ${item.scale.length}`;
  return { node: kit.el("div", { class: "alo-grid", style }, heads, rows.map((row) => row.node)), rows };
}

// ---- profiles over time ----

// The profiles to compare, oldest first: [{when, short, ratings}]. What stands on the screen is the last,
// unless it is what was kept last.
function profiles(model, { ratings, kept }) {
  const days = kept.map((one) => kit.day(model, one.at));
  const name = (at, short) => {
    const day = kit.day(model, at, short);
    return days.filter((other) => other === kit.day(model, at)).length > 1 ? `${day}, ${kit.time(model, at)}` : day;
  };
  const all = kept.map((one) => ({ when: name(one.at, false), short: name(one.at, true), ratings: one.ratings }));
  if (kit.same(kept.at(-1)?.ratings, ratings)) return all;
  const now = kit.t(model, "rate.now");
  return [...all, { when: now, short: now, ratings, now: true }];
}

const word = (item, value) => {
  const point = item.scale.find((one) => one.value === value);
  return point ? `${point.value} ${point.label}` : null;
};

const BOX = { width: 280, height: 118, left: 24, right: 16, top: 12, bottom: 26 };

function placer(scale, count) {
  const low = scale[0].value;
  const span = scale.at(-1).value - low || 1;
  const across = BOX.width - BOX.left - BOX.right - 24;
  const down = BOX.height - BOX.top - BOX.bottom;
  return {
    x: (n) => BOX.left + 12 + (count > 1 ? (across * n) / (count - 1) : across / 2),
    y: (value) => BOX.top + down - (down * (value - low)) / span,
  };
}

const text = (x, y, anchor, words) => kit.svg("text", { x, y, "text-anchor": anchor }, words);

function drawScaleLines(scale, at) {
  const across = { class: "alo-grid-line", x1: BOX.left, x2: BOX.width - BOX.right };
  return scale.flatMap(({ value }) => [
    kit.svg("line", { ...across, y1: at.y(value), y2: at.y(value) }),
    text(BOX.left - 8, at.y(value) + 4, "end", String(value)),
  ]);
}

// Kept profiles are dots, what stands on the screen now is a ring: shape tells them apart, not colour.
const dot = ({ x, y, now }) => kit.svg("circle", { class: now ? "alo-dot alo-dot-now" : "alo-dot", cx: x, cy: y, r: 5.5 });

function drawLine(series, row, item) {
  const at = placer(item.scale, series.length);
  const points = series
    .map((one, n) => ({ x: at.x(n), value: one.ratings[row.id], now: one.now }))
    .filter((point) => point.value != null)
    .map((point) => ({ ...point, y: at.y(point.value) }));
  const viewBox = `0 0 ${BOX.width} ${BOX.height}`;
  return kit.svg("svg", { class: "alo-chart", viewBox, "aria-hidden": "true", focusable: "false" },
    drawScaleLines(item.scale, at),
    kit.svg("polyline", { class: "alo-line", points: points.map((point) => `${point.x},${point.y}`).join(" ") }),
    points.map(dot),
    text(BOX.left, BOX.height - 6, "start", series[0].short),
    series.length > 1 && text(BOX.width - BOX.right, BOX.height - 6, "end", series.at(-1).short));
}

function drawCharts(model, item, series) {
  const said = (row, one) => word(item, one.ratings[row.id]) ?? kit.t(model, "rate.unrated");
  const told = (row) =>
    series.map((one) => kit.t(model, "rate.point", { when: one.when, value: said(row, one) })).join("; ");
  return kit.el("div", { class: "alo-charts" }, item.items.map((row) => kit.el("div", { class: "alo-panel" },
    kit.el("p", {}, row.text), kit.el("div", { role: "img", "aria-label": told(row) }, drawLine(series, row, item)))));
}

function drawTable(model, item, series, labelId) {
  const cell = (row, one) => {
    const said = word(item, one.ratings[row.id]);
    return kit.el("td", { class: said ? null : "alo-none" }, said ?? kit.t(model, "rate.unrated"));
  };
  const head = kit.el("tr", {}, kit.el("th", { scope: "col" }, kit.t(model, "rate.statement")),
    series.map((one) => kit.el("th", { scope: "col" }, one.when)));
  const rows = item.items.map((row) =>
    kit.el("tr", {}, kit.el("th", { scope: "row" }, row.text), series.map((one) => cell(row, one))));
  const table = kit.el("table", { class: "alo-table" }, kit.el("thead", {}, head), kit.el("tbody", {}, rows));
  return kit.el("div", { class: "alo-scroll", role: "region", tabindex: "0", "aria-labelledby": labelId }, table);
}

function comparison(model, item) {
  let asTable = false;
  let current = null;
  const labelId = kit.id("over-time");
  const view = kit.el("div");
  const scale = `${kit.t(model, "rate.scale")}: ${item.scale.map((point) => `${point.value} ${point.label}`).join(" · ")}`;
  const choice = (key, table) =>
    kit.button(kit.t(model, key), () => { asTable = table; draw(current); }, { quiet: true });
  const charts = choice("rate.chart", false);
  const tables = choice("rate.table", true);
  const group = { class: "alo-buttons", role: "group", "aria-label": kit.t(model, "rate.show-as") };
  const heading = kit.el("p", { class: "alo-heading", id: labelId }, kit.t(model, "rate.over-time"));
  const bar = kit.el("div", { class: "alo-bar" }, heading, kit.el("div", group, charts, tables));
  const full = kit.el("div", {}, bar, kit.el("p", { class: "alo-hint" }, scale), view);
  const once = kit.el("p", { class: "alo-hint" });
  const node = kit.el("div", { class: "alo-compare" }, full, once);

  function draw(state) {
    current = state;
    const series = profiles(model, state);
    node.hidden = state.kept.length === 0;
    full.hidden = series.length < 2;
    once.hidden = series.length !== 1 || node.hidden;
    once.textContent = node.hidden ? "" : kit.t(model, "rate.kept-once", { date: kit.day(model, state.kept[0].at) });
    charts.setAttribute("aria-pressed", String(!asTable));
    tables.setAttribute("aria-pressed", String(asTable));
    view.replaceChildren(asTable ? drawTable(model, item, series, labelId) : drawCharts(model, item, series));
  }
  return { node, draw };
}

// ---- the widget ----

function describe(model, item, value) {
  const said = (row) => word(item, value.ratings?.[row.id]) ?? kit.t(model, "rate.unrated");
  const line = (row) => kit.t(model, "rate.point", { when: row.text, value: said(row) });
  return kit.el("ul", {}, item.items.map((row) => kit.el("li", {}, line(row))));
}

function render({ model, el }) {
  const card = kit.card(model, el, "rate");
  const { item } = card;
  let ratings = {};
  let kept = [];
  card.prompt();
  const count = kit.el("span");
  const { node, rows } = drawGrid(model, item, { choose, clear });
  const keepButton = kit.button(kit.t(model, "rate.keep"), keep, { quiet: true });
  const offer = kit.el("span", { class: "alo-offer" }, keepButton, kit.el("span", {}, kit.t(model, "rate.keep-why")));
  const compare = comparison(model, item);
  card.body.append(node);
  card.foot.append(count, offer, compare.node);

  function show() {
    for (const row of rows) row.show(ratings[row.id]);
    const done = rows.filter((row) => ratings[row.id] != null).length;
    count.textContent = kit.t(model, "rate.answered", { done, all: rows.length });
    offer.hidden = done === 0;
    compare.draw({ ratings, kept });
  }

  function choose(row, value) {
    ratings = { ...ratings, [row.id]: value };
    show();
    saver.changed();
  }

  function clear(row) {
    const { [row.id]: _gone, ...rest } = ratings;
    ratings = rest;
    show();
    // The button that was pressed is gone: the keyboard goes on in the same row.
    rows.find((one) => one.id === row.id).focus();
    card.say(kit.t(model, "rate.cleared", { text: row.text }));
    saver.changed();
  }

  function keep() {
    if (kit.same(kept.at(-1)?.ratings, ratings)) return card.say(kit.t(model, "rate.kept-already"));
    const at = new Date().toISOString();
    kept = [...kept, { at, ratings: { ...ratings } }];
    show();
    card.say(kit.t(model, "rate.kept-now", { date: kit.day(model, at) }));
    saver.changed();
    saver.flush();
  }

  const saver = kit.saver(model, card, {
    read: () => ({ ratings, kept }),
    write: (value) => { ratings = value.ratings ?? {}; kept = value.kept ?? []; show(); },
    describe: (value) => describe(model, item, value),
  });
  return card.dispose;
}

export default { render };
