// The chart of one competence: own ratings above, assessors' levels below, each on its own scale, over the same
// days. The table says the same in words.

const STRIP = { width: 300, left: 22, right: 10, step: 22, edge: 10 };

const drawText = (x, y, anchor, words) => kit.svg("text", { x, y, "text-anchor": anchor }, words);

// The days of all competences, oldest first, so that charts can be compared; "" is today, the last.
function daysOf(figures) {
  const days = figures.flatMap(({ own, given }) => [...own.map((one) => one.day), ...given.map((one) => one.date)]);
  const dated = [...new Set(days.filter(Boolean))].sort();
  return days.includes("") ? [...dated, ""] : dated;
}

function placer(days) {
  const width = STRIP.width - STRIP.left - STRIP.right - 40;
  return (day) => STRIP.left + 20 + (days.length > 1 ? (width * days.indexOf(day)) / (days.length - 1) : width / 2);
}

// Shapes tell the sides apart, not colours: own ratings are dots, today's a ring, assessors' levels are squares.
function drawMark(kind, x, y) {
  if (kind === "given") return kit.svg("rect", { class: "alo-cmp-mark alo-cmp-mark-given", x: x - 5, y: y - 5, width: 10, height: 10 });
  return kit.svg("circle", { class: kind === "now" ? "alo-cmp-mark alo-cmp-mark-now" : "alo-cmp-mark", cx: x, cy: y, r: 5 });
}

// Values of one day that are equal stand beside each other.
function drawMarks({ day, kind, values }, scale, across, y) {
  const known = values.filter((value) => scale.includes(value));
  return known.map((value, n) => drawMark(kind, across(day) + 12 * known.slice(0, n).filter((one) => one === value).length, y(value)));
}

// One scale with its marks [{day, kind, values}].
function drawStrip({ title, scale, marks }, across) {
  const values = scale.map((point) => point.value);
  const y = (value) => STRIP.edge + STRIP.step * (values.length - 1 - values.indexOf(value));
  const height = 2 * STRIP.edge + STRIP.step * (values.length - 1);
  const lines = values.flatMap((value) => [
    kit.svg("line", { class: "alo-cmp-strip-line", x1: STRIP.left, x2: STRIP.width - STRIP.right, y1: y(value), y2: y(value) }),
    drawText(STRIP.left - 8, y(value) + 4, "end", String(value)),
  ]);
  return kit.el("div", {}, kit.el("p", { class: "alo-cmp-strip-title" }, title),
    kit.svg("svg", { class: "alo-cmp-strip", viewBox: `0 0 ${STRIP.width} ${height}`, focusable: "false" },
      lines, marks.flatMap((mark) => drawMarks(mark, values, across, y))));
}

// Own ratings that stand on different scales get a strip each.
function ownStrips(model, item, own) {
  const strips = [];
  for (const one of own) {
    const mark = { day: one.day, kind: one.at ? "own" : "now", values: one.values };
    const strip = strips.find((other) => kit.same(other.scale, one.scale));
    if (strip) strip.marks.push(mark);
    else strips.push({ scale: one.scale, marks: [mark], where: sourceOf(item, one.rating) });
  }
  const title = (strip) => kit.t(model, strips.length > 1 ? "compare.mine-in" : "compare.mine", { where: strip.where });
  return strips.map((strip) => ({ ...strip, title: title(strip) }));
}

function drawChart(model, item, { own, given }, days) {
  const theirs = { title: kit.t(model, "compare.theirs"), scale: item.levels,
    marks: given.map((one) => ({ day: one.date, kind: "given", values: [one.level] })) };
  const strips = [...ownStrips(model, item, own), ...(given.length ? [theirs] : [])];
  const name = (day) => kit.el("span", {}, day ? kit.plainDay(model, day, true) : kit.t(model, "compare.now"));
  const ends = days.length > 1 ? [days[0], days.at(-1)] : days;
  return kit.el("div", { "aria-hidden": "true" }, strips.map((strip) => drawStrip(strip, placer(days))),
    kit.el("p", { class: "alo-cmp-days" }, ends.map(name)));
}

function drawCharts(model, item, figures) {
  const days = daysOf(figures);
  const label = ({ line, own, given }) => kit.t(model, "compare.chart-of", { competence: line.text,
    mine: told(model, ownWords(model, item, own)) || kit.t(model, "compare.nothing"),
    theirs: told(model, givenWords(model, item, given)) || kit.t(model, "compare.nothing") });
  return figures.filter(({ own, given }) => own.length || given.length).map((one) =>
    kit.el("div", { class: "alo-cmp-strip-panel" }, kit.el("p", {}, one.line.text),
      kit.el("div", { role: "img", "aria-label": label(one) }, drawChart(model, item, one, days))));
}
