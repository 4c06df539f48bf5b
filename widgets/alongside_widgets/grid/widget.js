// Moments to place between two axes: dragged, moved by keys, or laid in a corner by choice. Whoever knows the
// moment may place it elsewhere than we do: what is compared at the end is two readings.

// Moments of one's own: added, written, removed.
function owning(model, { book, hand, scene, show, laid, changed }) {
  function addOwn() {
    if (book.roomForOwn() <= 0) return;
    hand.letGo();
    const before = book.state();
    const id = book.add();
    hand.pick(id, before);
    show();
    scene.viewOf(id).box.focus();
  }

  function write(id, text) {
    book.write(id, text);
    show();
    changed();
  }

  function remove(id) {
    const number = scene.numberOf(id);
    book.remove(id);
    hand.letGo();
    laid(kit.t(model, "grid.removed", { number }));
    scene.undo.focus();
  }

  return { addOwn, write, remove };
}

function render({ model, el }) {
  const card = kit.card(model, el, "quadrants");
  const { item } = card;
  const book = fieldBook(item);
  const hand = emptyHand(book);
  let looked = false;
  card.prompt();
  const act = { focus: (node) => node?.focus(), look, takeBack };
  const scene = drawScene(model, card, book, act);
  const parts = { book, hand, scene, show, laid, changed };
  Object.assign(act, laying(model, item, parts), owning(model, parts));

  function changed() {
    saver.changed();
  }

  function show() {
    scene.show(hand.id(), looked);
  }

  function laid(text) {
    scene.reasons?.touched();
    show();
    card.say(text);
    changed();
  }

  function look() {
    const { reasons } = scene;
    if (reasons.open && !looked) {
      looked = true;
      changed();
    }
    hand.letGo();
    show();
    if (reasons.open) card.say(reasons.outcome.firstChild.textContent);
  }

  function takeBack() {
    hand.letGo();
    if (!book.canUndo()) return show();
    book.undo();
    laid(kit.t(model, "grid.undone"));
  }

  function onKey(event) {
    const isUndo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.target.matches("textarea");
    const [name, ...what] = isUndo ? ["takeBack"] : keyAct(event, scene.views(), hand.id()) ?? [];
    if (!name) return;
    event.preventDefault();
    act[name](...what);
  }

  card.body.addEventListener("keydown", onKey);
  kit.drag(card.body, { item: ".alo-gr-card, .alo-gr-disc", fixed: ".alo-gr-panel, .alo-gr-slot",
    handle: ".alo-gr-number, .alo-handle, .alo-gr-disc", zone: ".alo-gr-field",
    carried: (node) => node.querySelector(".alo-gr-number"),
    drop: (node, zone, next, { x, y }) => act.drop(node.dataset.card, scene.field.placeAt(x, y)) });
  const saver = kit.saver(model, card, {
    read: () => book.value(looked),
    write: (value) => {
      book.load(value);
      looked = value.looked === true;
      hand.follow();
      show();
    },
    describe: (value) => describe(model, item, value),
  });
  return card.dispose;
}

export default { render };
