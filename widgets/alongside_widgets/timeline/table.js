// Filling in by hand: a row for each stretch, ten or twelve at a time, and in each cell a button for each option.
// One button is in the order of tabs, and the words of its row; the arrows go to all others.

const ACROSS = { ArrowLeft: -1, ArrowRight: 1 };
const ALONG = { ArrowUp: -1, ArrowDown: 1 };

function drawCell(model, lane, label, press) {
  const buttons = lane.options.map((option, n) => kit.el("button", { type: "button", class: "alo-tl-choice", tabindex: "-1",
    "aria-pressed": "false", onClick: () => press(option) },
    kit.el("span", { class: "alo-tl-letter", "aria-hidden": "true" }, letterOf(n)), kit.el("span", {}, option.label)));
  const group = kit.el("div", { class: "alo-tl-choices", role: "group", "aria-label": label }, buttons);
  return { lane, buttons, node: kit.el("td", { role: "gridcell" },
    kit.el("span", { class: "alo-tl-cell-label", "aria-hidden": "true" }, lane.label), group) };
}

function drawNoteCell(model, label, write) {
  const input = kit.el("input", { type: "text", class: "alo-input", maxlength: NOTE_LIMIT, autocomplete: "off", tabindex: "-1",
    "aria-label": label, onInput: () => write(input.value) });
  return { input, node: kit.el("td", { role: "gridcell", class: "alo-tl-words" },
    kit.el("span", { class: "alo-tl-cell-label", "aria-hidden": "true" }, kit.t(model, "timeline.note")), input) };
}

function drawRow(model, item, number, act) {
  const name = nameOf(model, item, number);
  const of = (what) => kit.t(model, "timeline.of", { stretch: name, what });
  const cells = item.lanes.map((lane) => drawCell(model, lane, of(lane.label), (option) => act.mark(number, lane, option)));
  const note = item.notes ? drawNoteCell(model, of(kit.t(model, "timeline.note")), (text) => act.note(number, text)) : null;
  const head = kit.el("th", { role: "rowheader", scope: "row", "aria-label": name },
    kit.el("span", { class: "alo-tl-row-name" }, name), kit.el("span", { class: "alo-tl-row-number" }, String(number)));
  const node = kit.el("tr", { role: "row", class: "alo-tl-stretch" }, head, cells.map((cell) => cell.node), note?.node);
  const stops = [...cells.flatMap((cell) => cell.buttons), ...(note ? [note.input] : [])];
  return { number, node, cells, note, stops };
}

function showRow(row, book) {
  for (const { lane, buttons } of row.cells) {
    const chosen = book.chosen(row.number, lane);
    buttons.forEach((button, n) => button.setAttribute("aria-pressed", String(n === chosen)));
  }
  const { note } = book.at(row.number);
  if (row.note && row.note.input.value !== note) row.note.input.value = note;
}

function drawParts(model, item, turn) {
  const per = perPart(item);
  const firsts = numbersOf(item).filter((number) => number % per === 1);
  const buttons = firsts.map((first) => {
    const last = Math.min(item.length, first + per - 1);
    return kit.button(kit.t(model, "timeline.part", { first, last }), () => turn(first), { quiet: true });
  });
  const node = kit.el("div", { class: "alo-tl-parts alo-buttons", role: "group", hidden: firsts.length < 2,
    "aria-label": kit.t(model, `timeline.parts.${item.unit}`) }, buttons);
  const show = (first) => buttons.forEach((button, n) => button.setAttribute("aria-pressed", String(firsts[n] === first)));
  return { node, show };
}

// What a key chooses in a lane: a place, -1 to empty it, or null.
function choiceOf(event, lane) {
  if (event.key === "Delete" || event.key === "Backspace" || event.key === "0") return -1;
  const place = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : /^[a-i]$/i.test(event.key) ? event.key.toUpperCase().charCodeAt(0) - 65 : -1;
  return lane.options[place] ? place : null;
}

function drawHead(model, item) {
  const names = [kit.t(model, `timeline.head.${item.unit}`), ...item.lanes.map((lane) => lane.label)];
  if (item.notes) names.push(kit.t(model, "timeline.note"));
  return kit.el("thead", { role: "rowgroup" }, kit.el("tr", { role: "row" },
    names.map((name) => kit.el("th", { role: "columnheader", scope: "col" }, name))));
}

// act: mark(number, lane, option), where null empties; note(number, text).
function drawHand(model, item, book, act) {
  const per = perPart(item);
  let first = 0; // the first stretch of the part that is shown
  let rows = [];
  let stop = null; // the row and the place in it that Tab comes to
  const body = kit.el("tbody", { role: "rowgroup" });
  const grid = kit.el("table", { role: "grid", class: "alo-tl-grid", "aria-label": kit.t(model, "timeline.hand") }, drawHead(model, item), body);
  const parts = drawParts(model, item, (to) => turn(to));
  const pressed = (number, lane, option) => act.mark(number, lane, book.chosen(number, lane) === lane.options.indexOf(option) ? null : option);

  function turn(to) {
    first = to;
    const numbers = numbersOf(item).filter((number) => number >= to && number < to + per);
    rows = numbers.map((number) => drawRow(model, item, number, { ...act, mark: pressed }));
    body.replaceChildren(...rows.map((row) => row.node));
    parts.show(first);
    rest(rows[0], 0);
    show();
  }

  // Tab comes back to where it left; the words of the row are the next stop.
  function rest(row, place) {
    for (const one of stop?.row.stops ?? []) one.tabIndex = -1;
    stop = { row, place };
    row.stops[place].tabIndex = 0;
    if (row.note) row.note.input.tabIndex = 0;
    const isNote = row.note?.input === row.stops[place];
    if (isNote) row.stops[0].tabIndex = 0;
  }

  const show = () => { for (const row of rows) showRow(row, book); };

  function go(number, place) {
    if (number < 1 || number > item.length) return;
    if (number < first || number >= first + per) turn(number - ((number - 1) % per));
    rows[number - first].stops[place].focus();
  }

  function choose(event, row) {
    const cell = row.cells.find(({ buttons }) => buttons.includes(event.target));
    const place = cell ? choiceOf(event, cell.lane) : null;
    if (place === null) return false;
    act.mark(row.number, cell.lane, cell.lane.options[place] ?? null);
    if (place >= 0) cell.buttons[place].focus();
    return true;
  }

  function move(event, row) {
    const place = row.stops.indexOf(event.target);
    const isNote = event.target === row.note?.input;
    if (event.key in ALONG) return go(row.number + ALONG[event.key], place) ?? true;
    if (isNote && (event.key !== "ArrowLeft" || event.target.selectionEnd > 0)) return false;
    if (event.key in ACROSS) row.stops[place + ACROSS[event.key]]?.focus();
    else if (event.key === "Home") go(1, place);
    else if (event.key === "End") go(item.length, place);
    else return false;
    return true;
  }

  const rowOf = (event) => rows.find((row) => row.stops.includes(event.target));
  grid.addEventListener("focusin", (event) => {
    const row = rowOf(event);
    if (row) rest(row, row.stops.indexOf(event.target));
  });
  grid.addEventListener("keydown", (event) => {
    const row = rowOf(event);
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    if (move(event, row) || choose(event, row)) event.preventDefault();
  });
  turn(1);
  const keys = kit.el("span", { class: "alo-tl-how-keys" }, kit.t(model, "timeline.how-keys"));
  const node = kit.el("section", { class: "alo-tl-hand" }, kit.el("p", { class: "alo-tl-part-title" }, kit.t(model, passes(item) ? "timeline.or-hand" : "timeline.hand")),
    kit.el("p", { class: "alo-tl-small" }, kit.t(model, "timeline.how"), " ", keys), parts.node, grid);
  return { node, show };
}
