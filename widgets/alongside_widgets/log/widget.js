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
  const book = kit.rows();
  card.prompt();
  const sums = kit.el("div", { class: "alo-sums" });
  const place = kit.el("div", { class: "alo-log-place" });
  const add = kit.button(kit.t(model, "log.add"), addRow);
  const said = () => kit.t(model, "log.undone", { rows: kit.t(model, "rows", { n: book.all().length }) });
  const undo = kit.undoRows(card, book, { label: kit.t(model, "log.undo"), place, leave: close, shut, show, said, changed });
  const save = kit.button(kit.t(model, "log.download"), download, { quiet: true });
  card.body.append(kit.el("p", { class: "alo-never" }, kit.t(model, "log.never")), sums, place);
  card.foot.append(kit.el("div", { class: "alo-buttons" }, add, undo.button, save));

  const act = {
    open: (row) => { close(); book.begin(row); show("date"); },
    close: shut,
    set: (changes) => { book.set(changes); showSums(); undo.update(); changed(); return true; },
    done: (row, done) => { close(); book.change(row.id, { done }); show(`done-${row.id}`); changed(); },
    remove,
  };

  function changed() {
    saver.changed();
  }

  function download() {
    kit.download(`${item.id}.csv`, csvOf(model, item, inOrder(book.all())), "text/csv");
  }

  function showSums() {
    sums.replaceChildren(...drawSums(model, item, inOrder(book.all()).filter((row) => !isBlank(row))));
  }

  // Draws everything anew and puts the focus where `key` says: a data-key, or the button to add with null.
  function show(key) {
    const rows = inOrder(book.all());
    const empty = kit.el("p", { class: "alo-none-yet" }, kit.t(model, "log.empty"));
    place.replaceChildren(...(rows.length ? [drawTable(model, item, rows, book.openRow()?.id, act)] : [empty, drawPen(model, item)]));
    showSums();
    undo.update();
    save.hidden = rows.length === 0;
    for (const box of place.querySelectorAll("textarea")) kit.grow(box);
    if (key !== undefined) (key ? place.querySelector(`[data-key="${CSS.escape(key)}"]`) : add)?.focus();
  }

  // Puts the row that is being written in its place; a new row in which nothing was written goes.
  function close() {
    const ended = book.close((row, wasThere) => !wasThere && isBlank(row));
    if (!ended || ended.kept) return;
    card.say(kit.t(model, "log.nothing-written"));
    changed();
  }

  function shut() {
    const { id } = book.openRow();
    close();
    show(book.row(id) ? `change-${id}` : null);
  }

  function addRow() {
    close();
    book.begin(blankRow());
    show("date");
    changed();
  }

  function remove(row) {
    close();
    const { date } = book.row(row.id) ?? {};
    if (!date) return show(null); // it was new, and nothing was written in it
    book.remove(row.id);
    show();
    undo.button.focus();
    card.say(kit.t(model, "log.removed", { date: kit.plainDay(model, date, true) }));
    changed();
  }

  const saver = kit.saver(model, card, {
    read: () => ({ rows: inOrder(book.all()) }),
    write: (value) => { book.load(rowsOf(value)); show(); },
    describe: (value) => describe(model, item, value),
  });
  return card.dispose;
}

export default { render };
