// Own ratings over time beside the levels that assessors gave: each on its own scale, never made into one number.

const NOTE_LENGTH = 10000;

function describe(model, item, value) {
  const rows = inOrder(rowsOf(value)).map((row) => rowWords(model, item, row));
  const note = kit.textOf(value.note).trim();
  if (!rows.length && !note) return kit.t(model, "compare.no-version");
  return kit.el("div", {}, kit.el("ul", {}, rows.map((words) => kit.el("li", {}, `${words.date}: ${kit.t(model, "compare.row", words)}`))),
    note && kit.el("p", {}, note));
}

const drawPart = (model, key, ...kids) => {
  const titleId = kit.id("part");
  return kit.el("div", { class: "alo-cmp-part", role: "group", "aria-labelledby": titleId },
    kit.el("p", { class: "alo-cmp-title", id: titleId }, kit.t(model, key)), ...kids);
};

function render({ model, el }) {
  const card = kit.card(model, el, "comparison");
  const { item } = card;
  const profiles = profilesOf(item);
  const book = letterbook(item);
  let form = null;
  card.prompt();
  const table = kit.el("div");
  const charts = kit.el("div", { class: "alo-cmp-charts" });
  const chartPart = drawPart(model, "compare.charts", kit.el("p", { class: "alo-hint" }, kit.t(model, "compare.marks")), charts);
  const place = kit.el("div");
  const add = kit.button(kit.t(model, "compare.add"), addRow);
  const undo = kit.button(kit.t(model, "compare.undo"), takeBack, { quiet: true });
  const note = kit.box({ maxlength: NOTE_LENGTH, rows: 4, onInput: () => saver.changed() });
  card.body.append(kit.el("p", { class: "alo-cmp-warning" }, item.warning), table,
    kit.el("div", { class: "alo-cmp-sources" }, drawSources(model, item, profiles)), chartPart,
    drawPart(model, "compare.letters", place, kit.el("div", { class: "alo-buttons" }, add, undo)),
    kit.field(kit.t(model, "compare.note"), note));

  const act = {
    change: (row) => { leave(); book.change(row); show("date"); },
    set: (changes) => { book.set(changes); form.show(book.openRow()); showFigures(); saver.changed(); },
    close: () => { const { id } = book.openRow(); leave(); show(`change-${id}`); },
    next: () => { leave(); addRow(); },
    more: (row) => book.more(row),
    remove,
  };

  function showFigures() {
    const figures = figuresOf(item, profiles, book.rows());
    table.replaceChildren(drawTable(model, item, figures));
    const drawn = drawCharts(model, item, figures);
    charts.replaceChildren(...drawn);
    chartPart.hidden = drawn.length === 0;
    add.hidden = form !== null;
    undo.setAttribute("aria-disabled", String(!book.canUndo()));
  }

  // Draws the rows anew and puts the focus where `key` says: a data-key, or the button to add where there is none.
  function show(key) {
    const drawn = drawLetters(model, item, book.rows(), book.openRow(), act);
    form = drawn.form;
    place.replaceChildren(drawn.node);
    showFigures();
    if (key) (place.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? add).focus();
  }

  function leave() {
    if (!book.close()) card.say(kit.t(model, "compare.no-level"));
  }

  function addRow() {
    leave();
    if (book.isFull()) return card.say(kit.t(model, "compare.full"));
    book.add();
    show(book.rows().length ? "level" : "date");
  }

  function remove(row) {
    book.close();
    if (row.level === null && !book.rows().some((one) => one.id === row.id)) return show("add");
    book.remove(row);
    show();
    undo.focus();
    card.say(kit.t(model, "compare.removed"));
    saver.changed();
  }

  function takeBack() {
    leave();
    if (!book.canUndo()) return show();
    book.undo();
    show();
    undo.focus();
    card.say(kit.t(model, "compare.undone", { rows: kit.t(model, "levels", { n: book.rows().length }) }));
    saver.changed();
  }

  function onKey(event) {
    if (event.key === "Escape" && book.openRow() && place.contains(event.target)) return act.close();
    const inText = event.target.matches("input, textarea");
    if (inText || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    takeBack();
  }

  // Only what is filled in, as the file keeps it.
  function read() {
    const given = book.rows();
    return { ...(given.length ? { given } : {}), ...(note.value ? { note: note.value } : {}) };
  }

  card.root.addEventListener("keydown", onKey);
  const saver = kit.saver(model, card, {
    read,
    write: (value) => {
      book.load(rowsOf(value));
      note.value = kit.textOf(value.note);
      kit.grow(note);
      show();
    },
    describe: (value) => describe(model, item, value),
  });
  return card.dispose;
}

export default { render };
