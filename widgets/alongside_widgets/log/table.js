// Rows as a table; on a narrow screen each row is a card. The roles are spelt out, because a table that is laid
// out otherwise loses its own.

const cell = (label, ...kids) =>
  kit.el("td", { role: "cell", class: "alo-cell" }, kit.el("span", { class: "alo-cell-label" }, label), ...kids);

function offLength(model, { arrangement }, minutes) {
  if (!arrangement || !minutes) return null;
  const key = minutes < arrangement.least ? "log.short" : minutes > arrangement.most ? "log.long" : null;
  return key && kit.el("span", { class: "alo-off" }, kit.t(model, key));
}

function drawRow(model, item, row, act) {
  const date = kit.plainDay(model, row.date, true);
  const label = kit.t(model, "log.done-one", { date });
  const done = kit.el("input", { type: "checkbox", checked: row.done, "aria-label": label, "data-key": `done-${row.id}`,
    onChange: (event) => act.done(row, event.target.checked) });
  const change = kit.button(kit.t(model, "log.change"), () => act.open(row),
    { quiet: true, label: kit.t(model, "log.change-one", { date }) });
  const remove = kit.button(kit.t(model, "log.remove"), () => act.remove(row),
    { quiet: true, label: kit.t(model, "log.remove-one", { date }) });
  change.dataset.key = `change-${row.id}`;
  return kit.el("tr", { role: "row", class: "alo-log-row" },
    cell(kit.t(model, "log.date"), date),
    cell(kit.t(model, "log.minutes"), row.minutes ? String(row.minutes) : "–", offLength(model, item, row.minutes)),
    cell(kit.t(model, "log.with"), row.with_whom.trim() || "–"),
    cell(item.action, kit.el("span", { class: "alo-action" }, row.action.trim() || "–")),
    cell(kit.t(model, "log.done"), kit.el("label", { class: "alo-tick" }, done)),
    kit.el("td", { role: "cell", class: "alo-tools" }, kit.el("div", { class: "alo-buttons" }, change, remove)));
}

// ---- the row that is being written ----

function checked(model, input, wrongKey, take) {
  const wrong = kit.el("p", { class: "alo-wrong", role: "alert", hidden: true }, kit.t(model, wrongKey));
  input.addEventListener("input", () => {
    const fine = take(input);
    wrong.hidden = fine;
    input.setAttribute("aria-invalid", String(!fine));
  });
  return wrong;
}

function drawForm(model, item, row, act) {
  const { set } = act;
  const text = (name, most) => ({ class: "alo-input", maxlength: most, value: row[name], "data-key": name,
    autocomplete: "off", onInput: (event) => set({ [name]: event.target.value }) });
  const date = kit.el("input", { type: "date", class: "alo-input", max: "9999-12-31", value: row.date, "data-key": "date" });
  const minutes = kit.el("input", { type: "number", class: "alo-input", min: 0, max: MOST_MINUTES, step: 1,
    inputmode: "numeric", value: row.minutes || "", "data-key": "minutes" });
  const withWhom = kit.el("input", { type: "text", ...text("with_whom", 60) });
  const action = kit.box(text("action", 2000));
  const done = kit.el("input", { type: "checkbox", checked: row.done, "data-key": "done", onChange: () => set({ done: done.checked }) });
  const whomHint = kit.el("p", { class: "alo-field-hint" }, kit.t(model, "log.with-hint"));
  const badDate = checked(model, date, "log.bad-date", () => kit.isDate(date.value) && set({ date: date.value }));
  const badMinutes = checked(model, minutes, "log.bad-minutes", () => {
    const n = minutes.value === "" && !minutes.validity.badInput ? 0 : Number(minutes.value || Number.NaN);
    return isMinutes(n) && set({ minutes: n });
  });
  return kit.el("div", { class: "alo-row-form", role: "group", "aria-label": kit.t(model, "log.row") },
    kit.el("div", { class: "alo-row-fields" },
      kit.field(kit.t(model, "log.date"), date, { more: [badDate] }),
      kit.field(kit.t(model, "log.minutes"), minutes, { more: [badMinutes] }),
      kit.field(kit.t(model, "log.with"), withWhom, { more: [whomHint] })),
    kit.field(item.action, action),
    kit.el("label", { class: "alo-tick" }, done, kit.el("span", {}, kit.t(model, "log.done"))),
    kit.el("div", { class: "alo-buttons" }, kit.button(kit.t(model, "log.close"), () => act.close()),
      kit.button(kit.t(model, "log.remove"), () => act.remove(row), { quiet: true })));
}

const columnsOf = (model, item) =>
  [kit.t(model, "log.date"), kit.t(model, "log.minutes"), kit.t(model, "log.with"), item.action, kit.t(model, "log.done")];

// Rows for a pen: as many as were arranged.
const drawPen = (model, item) =>
  kit.el("div", { class: "alo-pen" }, kit.penTable(columnsOf(model, item), Math.min(item.arrangement?.meetings ?? 8, 24)));

function drawTable(model, item, rows, openId, act) {
  const names = columnsOf(model, item);
  const head = kit.el("tr", { role: "row" },
    names.map((name) => kit.el("th", { role: "columnheader", scope: "col" }, name)),
    kit.el("th", { role: "columnheader", scope: "col" }, kit.el("span", { class: "alo-unseen" }, kit.t(model, "log.tools"))));
  const open = (row) => kit.el("tr", { role: "row", class: "alo-log-open" },
    kit.el("td", { role: "cell", colspan: names.length + 1 }, drawForm(model, item, row, act)));
  const lines = rows.map((row) => (row.id === openId ? open(row) : drawRow(model, item, row, act)));
  return kit.el("table", { role: "table", class: "alo-rows", "aria-label": item.prompt || null },
    kit.el("thead", { role: "rowgroup" }, head), kit.el("tbody", { role: "rowgroup" }, lines));
}
