// The whole: strips in which each lane is a row, sums in words, and the same as a table. While nothing is noted it
// stands on paper only, as a table to fill in with a pen.

function drawStrip(item, book, lane, numbers) {
  const bit = (number) => {
    const place = book.chosen(number, lane);
    return kit.el("span", { class: "alo-tl-bit", "data-place": place < 0 ? null : String(place) }, place < 0 ? "" : letterOf(place));
  };
  return [kit.el("p", { class: "alo-tl-strip-label" }, lane.label), kit.el("div", { class: "alo-tl-strip" }, numbers.map(bit))];
}

function drawBlock(item, book, numbers) {
  const axis = numbers.map((number) => kit.el("span", {}, String(number)));
  return kit.el("div", { class: "alo-tl-block", style: `--alo-per: ${perPart(item)}` },
    kit.el("div", { class: "alo-tl-strip alo-tl-axis" }, axis),
    item.lanes.flatMap((lane) => drawStrip(item, book, lane, numbers)));
}

function drawChart(model, item, book) {
  const all = numbersOf(item);
  const per = perPart(item);
  const parts = all.filter((number) => number % per === 1).map((first) => all.slice(first - 1, first - 1 + per));
  return kit.el("div", { class: "alo-tl-chart", role: "img", "aria-label": kit.t(model, "timeline.chart") },
    parts.map((numbers) => drawBlock(item, book, numbers)));
}

// The letters of the chart, how often each stands there, and how long without a break.
function drawSums(model, item, book, lane) {
  const { noted, options } = sumsOf(item, book, lane);
  const words = ({ option, count, run }) => (count === 0
    ? kit.t(model, "timeline.sum-none", { option: option.label })
    : kit.t(model, "timeline.sum", { option: option.label, count, noted: countOf(model, item, noted), run: countOf(model, item, run) }));
  const told = kit.t(model, "timeline.noted", { noted, all: countOf(model, item, item.length) });
  const head = book.last() ? kit.t(model, "timeline.of", { stretch: lane.label, what: told }) : lane.label;
  return kit.el("div", { class: "alo-tl-sum" },
    kit.el("p", { class: "alo-tl-sum-head" }, head),
    kit.el("ul", { class: "alo-tl-key-list" }, options.map((one, n) => kit.el("li", {},
      kit.el("span", { class: "alo-tl-bit", "data-place": String(n), "aria-hidden": "true" }, letterOf(n)),
      kit.el("span", {}, noted ? words(one) : one.option.label)))));
}

// The letters of a lane to ring with a pen.
const toRing = (lane) => kit.el("span", { class: "alo-tl-to-ring" }, lane.options.map((_, n) => kit.el("span", {}, letterOf(n))));

function drawTold(model, item, book) {
  const head = [kit.t(model, `timeline.head.${item.unit}`), ...item.lanes.map((lane) => lane.label)];
  if (item.notes) head.push(kit.t(model, "timeline.note"));
  const marked = (number, lane) => (book.last() ? lane.options[book.chosen(number, lane)]?.label ?? "" : toRing(lane));
  const row = (number) => kit.el("tr", {}, kit.el("th", { scope: "row" }, String(number)),
    item.lanes.map((lane) => kit.el("td", {}, marked(number, lane))),
    item.notes && kit.el("td", { class: "alo-tl-told-note" }, book.at(number).note.trim()));
  return [kit.el("thead", {}, kit.el("tr", {}, head.map((name) => kit.el("th", { scope: "col" }, name)))),
    kit.el("tbody", {}, numbersOf(item).map(row))];
}

function drawWhole(model, item, book) {
  const table = kit.el("table", { class: "alo-tl-told alo-tl-shut", id: kit.id("told"), "aria-label": kit.t(model, "timeline.whole") });
  const open = kit.button("", () => { table.classList.toggle("alo-tl-shut"); showButton(); }, { quiet: true });
  open.setAttribute("aria-controls", table.id);
  const place = kit.el("div", { class: "alo-tl-whole-place" });
  const none = kit.el("p", { class: "alo-tl-none-yet" }, kit.t(model, "timeline.none"));
  const pen = kit.el("p", { class: "alo-tl-with-a-pen" }, kit.t(model, "timeline.paper"));
  const node = kit.el("section", { class: "alo-tl-whole" },
    kit.el("p", { class: "alo-tl-part-title" }, kit.t(model, "timeline.whole")), none, pen, place, open, table);

  function showButton() {
    const isOpen = !table.classList.contains("alo-tl-shut");
    open.textContent = kit.t(model, isOpen ? "timeline.table-hide" : "timeline.table");
    open.setAttribute("aria-expanded", String(isOpen));
  }

  function show() {
    const some = book.last() > 0;
    none.hidden = some;
    open.hidden = !some;
    node.classList.toggle("alo-tl-empty", !some);
    place.replaceChildren(drawChart(model, item, book),
      kit.el("div", { class: "alo-tl-all-sums" }, item.lanes.map((lane) => drawSums(model, item, book, lane))));
    table.replaceChildren(...drawTold(model, item, book));
    showButton();
  }
  return { node, show };
}
