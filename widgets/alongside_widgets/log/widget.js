// A log of meetings or practice. A row is kept as it is written; closing it only puts it in its place.

function drawSums(model, item, rows) {
  const minutes = sumOf(rows);
  const counted = kit.t(model, "log.sum", { rows: kit.t(model, "rows", { n: rows.length }), minutes: kit.t(model, "minutes", { n: minutes }) });
  if (!item.arrangement) return [kit.el("p", {}, counted)];
  const { meetings, least, most } = item.arrangement;
  const range = (low, high) => (low === high ? String(low) : kit.t(model, "log.range", { least: low, most: high }));
  const places = Array.from({ length: Math.min(meetings, 24) }, (_, n) =>
    kit.el("span", { class: n < rows.length ? "alo-pip alo-taken" : "alo-pip" }));
  return [
    kit.el("p", {}, kit.t(model, "log.arranged", { meetings, minutes: range(least, most) })),
    kit.el("p", { class: "alo-held" }, kit.el("span", { class: "alo-pips", "aria-hidden": "true" }, places),
      kit.t(model, "log.held", { done: rows.length, all: meetings, minutes, range: range(least * meetings, most * meetings) })),
  ];
}

function describe(model, item, value) {
  const rows = inOrder(rowsOf(value));
  if (!rows.length) return kit.t(model, "log.empty");
  const told = (row) => [kit.plainDay(model, row.date, true), row.minutes, row.with_whom, row.action].filter(Boolean).join(" · ");
  return kit.el("ul", {}, rows.map((row) => kit.el("li", {}, told(row))));
}

function render({ model, el }) {
  const card = kit.card(model, el, "log");
  const { item } = card;
  const book = logbook();
  let open = null; // {id, before}: the row that is being written, and all rows as they stood before
  card.prompt();
  const sums = kit.el("div", { class: "alo-sums" });
  const place = kit.el("div", { class: "alo-log-place" });
  const add = kit.button(kit.t(model, "log.add"), addRow);
  const undo = kit.button(kit.t(model, "log.undo"), takeBack, { quiet: true });
  const save = kit.button(kit.t(model, "log.download"), () => kit.download(`${item.id}.csv`, csvOf(model, item, book.rows()), "text/csv"), { quiet: true });
  card.body.append(kit.el("p", { class: "alo-never" }, kit.t(model, "log.never")), sums, place);
  card.foot.append(kit.el("div", { class: "alo-buttons" }, add, undo, save));

  const act = {
    open: (row) => { close(); open = { id: row.id, before: book.all() }; show("date"); },
    close: () => { const { id } = open; close(); show(book.row(id) ? `change-${id}` : null); },
    set: (row, changes) => { book.set(row.id, changes); showSums(); showUndo(); saver.changed(); return true; },
    done: (row, done) => { close(); book.keep(book.all()); book.set(row.id, { done }); show(`done-${row.id}`); saver.changed(); },
    remove,
  };

  function showSums() {
    sums.replaceChildren(...drawSums(model, item, book.rows().filter((row) => !isBlank(row))));
  }

  function showUndo() {
    const can = book.canUndo() || (open && !kit.same(open.before, book.all()));
    undo.setAttribute("aria-disabled", String(!can));
  }

  // Draws everything anew and puts the focus where `key` says: a data-key, or the button to add with null.
  function show(key) {
    const rows = book.rows();
    const empty = kit.el("p", { class: "alo-none-yet" }, kit.t(model, "log.empty"));
    place.replaceChildren(rows.length ? drawTable(model, item, rows, open?.id, act) : empty);
    showSums();
    showUndo();
    save.hidden = rows.length === 0;
    for (const box of place.querySelectorAll("textarea")) kit.grow(box);
    if (key !== undefined) (key ? place.querySelector(`[data-key="${CSS.escape(key)}"]`) : add)?.focus();
  }

  // Puts the row that is being written in its place; a row in which nothing was written goes.
  function close() {
    if (!open) return;
    const { id, before } = open;
    open = null;
    const row = book.row(id);
    const wasThere = before.some((one) => one.id === id);
    if (row && !wasThere && isBlank(row)) {
      book.put(before);
      card.say(kit.t(model, "log.nothing-written"));
      saver.changed();
    } else if (!kit.same(before, book.all())) book.keep(before);
  }

  function addRow() {
    close();
    const row = blankRow();
    open = { id: row.id, before: book.all() };
    book.put([...book.all(), row]);
    show("date");
    saver.changed();
  }

  function remove(row) {
    close();
    const { date } = book.row(row.id) ?? {};
    if (!date) return show(null); // it was new, and nothing was written in it
    book.keep(book.all());
    book.put(book.all().filter((one) => one.id !== row.id));
    show();
    undo.focus();
    card.say(kit.t(model, "log.removed", { date: kit.plainDay(model, date, true) }));
    saver.changed();
  }

  function takeBack() {
    close();
    if (!book.canUndo()) return show(null);
    book.undo();
    show();
    undo.focus();
    card.say(kit.t(model, "log.undone", { rows: kit.t(model, "rows", { n: book.all().length }) }));
    saver.changed();
  }

  function onKey(event) {
    const inText = event.target.matches("input:not([type=checkbox]), textarea");
    if (event.key === "Escape" && open && place.contains(event.target)) return act.close();
    if (inText || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    takeBack();
  }

  card.root.addEventListener("keydown", onKey);
  const saver = kit.saver(model, card, {
    read: () => ({ rows: book.rows() }),
    write: (value) => {
      book.load(value);
      if (open && !book.row(open.id)) open = null;
      else if (open) open.before = book.all();
      show();
    },
    describe: (value) => describe(model, item, value),
  });
  return card.dispose;
}

export default { render };
