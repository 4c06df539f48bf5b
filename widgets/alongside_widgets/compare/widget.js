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
  const said = () => kit.t(model, "compare.undone", { rows: kit.t(model, "levels", { n: book.all().length }) });
  const undo = kit.undoRows(card, book, { label: kit.t(model, "compare.undo"), place, leave, shut, show, said, changed });
  const note = kit.box({ maxlength: NOTE_LENGTH, rows: 4, onInput: changed });
  card.body.append(kit.el("p", { class: "alo-cmp-warning" }, item.warning), table,
    kit.el("div", { class: "alo-cmp-sources" }, drawSources(model, item, profiles)), chartPart,
    drawPart(model, "compare.letters", place, kit.el("div", { class: "alo-buttons" }, add, undo.button)),
    kit.field(kit.t(model, "compare.note"), note));

  const act = {
    change: (row) => { leave(); book.begin(row); show("date"); },
    set: (changes) => { book.set(changes); form.show(book.openRow()); showFigures(); changed(); },
    close: shut,
    next: () => { leave(); addRow(); },
    more: book.more,
    remove,
  };

  function changed() {
    saver.changed();
  }

  function showFigures() {
    const figures = figuresOf(item, profiles, book.inOrder());
    table.replaceChildren(drawTable(model, item, figures));
    const drawn = drawCharts(model, item, figures);
    charts.replaceChildren(...drawn);
    chartPart.hidden = drawn.length === 0;
    add.hidden = form !== null;
    undo.update();
  }

  // Draws the rows anew and puts the focus where `key` says: a data-key, or the button to add where there is none.
  function show(key) {
    const drawn = drawLetters(model, item, book.inOrder(), book.openRow(), act);
    form = drawn.form;
    place.replaceChildren(drawn.node);
    showFigures();
    if (key !== undefined) (place.querySelector(`[data-key="${CSS.escape(key ?? "")}"]`) ?? add).focus();
  }

  function leave() {
    if (!book.close()) card.say(kit.t(model, "compare.no-level"));
  }

  function addRow() {
    leave();
    if (book.isFull()) return card.say(kit.t(model, "compare.full"));
    book.add();
    show(book.all().length ? "level" : "date");
  }

  function shut() {
    const { id } = book.openRow();
    leave();
    show(`change-${id}`);
  }

  function remove(row) {
    book.close();
    if (!book.row(row.id)) return show(null); // it was new, and had no level yet
    book.remove(row.id);
    show();
    undo.button.focus();
    card.say(kit.t(model, "compare.removed"));
    changed();
  }

  // Only what is filled in, as the file keeps it.
  function read() {
    const given = book.inOrder();
    return { ...(given.length ? { given } : {}), ...(note.value ? { note: note.value } : {}) };
  }

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
