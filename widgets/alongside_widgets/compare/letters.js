// Levels copied in from letters, as rows {id, date, competence, level}. A row that is being written stands among
// them once it has a level.

// The first competence that has no level on a day, or null.
const nextLine = (item, rows, date) =>
  item.lines.find((line) => !rows.some((row) => row.date === date && row.competence === line.id)) ?? null;

// A letter tells several levels at once: the next row goes on with the day of the last one that was written.
function blankRow(item, rows, lastDay) {
  const date = lastDay ?? localDay(new Date());
  return { id: kit.newId(), date, competence: (nextLine(item, rows, date) ?? item.lines[0]).id, level: null };
}

function letterbook(item) {
  const rows = kit.rows({ isWhole: (row) => row.level !== null });
  let lastDay = null;

  // Ends the writing of a row; false where it was new and nothing came of it.
  function close() {
    const ended = rows.close();
    lastDay = ended?.row.date ?? lastDay;
    return ended?.kept ?? true;
  }

  return {
    ...rows,
    close,
    inOrder: () => inOrder(rows.all()),
    isFull: () => rows.all().length >= MOST_ROWS,
    more: (row) => nextLine(item, rows.all(), row.date) !== null,
    add: () => rows.begin(blankRow(item, rows.all(), lastDay ?? inOrder(rows.all()).at(-1)?.date)),
  };
}

// ---- on the screen ----

const lineText = (item, id) => item.lines.find((line) => line.id === id)?.text ?? id;

const rowWords = (model, item, row) => ({ date: kit.plainDay(model, row.date, true),
  competence: lineText(item, row.competence), level: wordOf(item.levels, row.level) });

function drawLetterRow(model, item, row, act) {
  const words = rowWords(model, item, row);
  const change = kit.button(kit.t(model, "compare.change"), () => act.change(row),
    { quiet: true, label: kit.t(model, "compare.change-one", words) });
  const remove = kit.button(kit.t(model, "compare.remove"), () => act.remove(row),
    { quiet: true, label: kit.t(model, "compare.remove-one", words) });
  change.dataset.key = `change-${row.id}`;
  return kit.el("li", { class: "alo-cmp-row" },
    kit.el("span", { class: "alo-cmp-row-words" }, kit.el("span", { class: "alo-cmp-when" }, words.date),
      kit.t(model, "compare.row", words)),
    kit.el("span", { class: "alo-cmp-tools" }, change, remove));
}

function drawChoice(options, chosen, choose, key) {
  const known = options.some(([value]) => value === chosen) ? options : [...options, [chosen, String(chosen)]];
  return kit.el("select", { class: "alo-input", "data-key": key, onChange: (event) => choose(event.target.value) },
    known.map(([value, text]) => kit.el("option", { value: String(value), selected: value === chosen }, text)));
}

function drawDay(model, row, act) {
  const input = kit.el("input", { type: "date", class: "alo-input", max: "9999-12-31", value: row.date, "data-key": "date" });
  const wrong = kit.el("p", { class: "alo-wrong", role: "alert", hidden: true }, kit.t(model, "compare.bad-date"));
  input.addEventListener("input", () => {
    const fine = kit.isDate(input.value);
    wrong.hidden = fine;
    input.setAttribute("aria-invalid", String(!fine));
    if (fine) act.set({ date: input.value });
  });
  return kit.field(kit.t(model, "compare.date"), input, { more: [wrong] });
}

function drawLetterForm(model, item, row, act) {
  const lines = item.lines.map((line) => [line.id, line.text]);
  const levels = item.levels.map((level) => [level.value, `${level.value} ${level.label}`]);
  const ask = [["", kit.t(model, "compare.choose")], ...levels];
  const competence = drawChoice(lines, row.competence, (id) => act.set({ competence: id }), "competence");
  const level = drawChoice(row.level === null ? ask : levels, row.level ?? "", (value) =>
    act.set({ level: value === "" ? null : Number(value) }), "level");
  const next = kit.button(kit.t(model, "compare.next"), act.next);
  const node = kit.el("div", { class: "alo-cmp-form", role: "group", "aria-label": kit.t(model, "compare.writing") },
    kit.el("div", { class: "alo-cmp-fields" }, drawDay(model, row, act),
      kit.field(kit.t(model, "compare.competence"), competence), kit.field(kit.t(model, "compare.level"), level)),
    kit.el("div", { class: "alo-buttons" }, next, kit.button(kit.t(model, "compare.close"), act.close, { quiet: true }),
      kit.button(kit.t(model, "compare.remove"), () => act.remove(row), { quiet: true })));
  const show = (now) => { next.hidden = now.level === null || !act.more(now); };
  show(row);
  return { node, show };
}

// The rows in order, with the form in the place of the one that is being written.
function drawLetters(model, item, rows, openRow, act) {
  const form = openRow ? drawLetterForm(model, item, openRow, act) : null;
  const isNew = openRow && !rows.some((row) => row.id === openRow.id);
  const entries = rows.map((row) => (row.id === openRow?.id ? kit.el("li", {}, form.node) : drawLetterRow(model, item, row, act)));
  if (isNew) entries.push(kit.el("li", {}, form.node));
  const node = entries.length ? kit.el("ul", { class: "alo-cmp-rows", role: "list" }, entries)
    : kit.el("p", { class: "alo-cmp-source alo-cmp-empty" }, kit.t(model, "compare.no-letters"));
  return { node, form };
}
