// Rows {id, …} that a person adds, changes, removes and takes back. A row is kept as it is written; closing it only
// puts its form away. Lists of rows are never changed in place.
// kit.rows({isWhole})   the rows with their history; while `isWhole(row)` is false, a new row is not among them
//   all(), row(id)      what there is
//   openRow()           the row that is being written, or null
//   begin(row)          begins with a new row, or with one that is there
//   set(changes)        changes the row that is being written
//   close(isNothing)    ends that; a row of which `isNothing(row, wasThere)` goes. -> {row, kept}, null without one
//   change(id, changes), remove(id)   steps of their own
//   canUndo(), undo()   the way back, step by step
//   load(rows)          what was stored, or came from elsewhere
// kit.undoRows(card, rows, acts) -> {button, update()}   the button to take back, its key, and Escape for the form.
//   acts: label; place: the node in which rows stand; leave(): ends writing; shut(): ends it by hand;
//   show(key): draws everything, with the focus on the button to add for null; said(): what is announced; changed()
// kit.penTable(names, count)   empty rows below these columns, for paper: within `.alo-pen` no screen shows it
Object.assign(kit, (() => {
  const STEPS_BACK = 50;

  function rows({ isWhole = () => true } = {}) {
    let all = [];
    let past = [];
    let open = null; // {row, before}: the row that is being written, and all rows as they stood before
    const find = (id) => all.find((one) => one.id === id);
    const without = (id) => all.filter((one) => one.id !== id);
    const keep = (before) => { past = [...past.slice(-STEPS_BACK), before]; };
    const isChanged = () => open !== null && !kit.same(open.before, all);

    function put(row) {
      if (!isWhole(row)) return;
      all = find(row.id) ? all.map((one) => (one.id === row.id ? row : one)) : [...all, row];
    }

    function close(isNothing = () => false) {
      if (!open) return null;
      const { row, before } = open;
      const wasThere = before.some((one) => one.id === row.id);
      open = null;
      if (isNothing(row, wasThere)) all = without(row.id);
      if (!kit.same(before, all)) keep(before);
      return { row, kept: find(row.id) !== undefined };
    }

    // A row that is open stays so, unless it has gone.
    function load(now) {
      all = now;
      past = [];
      if (!open) return;
      const row = find(open.row.id) ?? (isWhole(open.row) ? null : open.row);
      open = row && { row, before: all };
    }

    return {
      all: () => all,
      row: find,
      openRow: () => open?.row ?? null,
      begin: (row) => { open = { row, before: all }; put(row); },
      set: (changes) => { open.row = { ...open.row, ...changes }; put(open.row); },
      close,
      change: (id, changes) => { keep(all); put({ ...find(id), ...changes }); },
      remove: (id) => { keep(all); all = without(id); },
      canUndo: () => past.length > 0 || isChanged(),
      undo: () => { all = past.at(-1); past = past.slice(0, -1); },
      load,
    };
  }

  function undoRows(card, book, { label, place, leave, shut, show, said, changed }) {
    const button = kit.button(label, takeBack, { quiet: true });

    function takeBack() {
      leave();
      if (!book.canUndo()) return show(null);
      book.undo();
      show();
      button.focus();
      card.say(said());
      changed();
    }

    // In a text, Ctrl+Z takes back letters.
    function onKey(event) {
      if (event.key === "Escape" && book.openRow() && place.contains(event.target)) return shut();
      const inText = event.target.matches("input:not([type=checkbox]), textarea");
      if (inText || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      takeBack();
    }

    card.root.addEventListener("keydown", onKey);
    return { button, update: () => button.setAttribute("aria-disabled", String(!book.canUndo())) };
  }

  function penTable(names, count) {
    const line = () => kit.el("tr", {}, names.map(() => kit.el("td", {})));
    return kit.el("table", {}, kit.el("thead", {}, kit.el("tr", {}, names.map((name) => kit.el("th", { scope: "col" }, name)))),
      kit.el("tbody", {}, Array.from({ length: count }, line)));
  }

  return { rows, undoRows, penTable };
})());
