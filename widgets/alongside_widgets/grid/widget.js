// Moments to place between two axes: dragged, moved by keys, or laid in a corner by choice. Whoever knows the
// moment may place it elsewhere than we do: what is compared at the end is two readings.

function drawHow(model) {
  const keys = kit.el("span", { class: "alo-gr-how-keys" }, kit.t(model, "grid.how-keys"));
  return kit.el("p", { class: "alo-hint alo-gr-how" }, kit.t(model, "grid.how"), " ", keys);
}

// What is in hand, under the field: on a phone its card may be far down.
function drawReadout(model, item) {
  const text = kit.el("p", { class: "alo-gr-in-hand" });
  const place = kit.el("p", { class: "alo-gr-in-hand-place" });
  const node = kit.el("div", { class: "alo-gr-readout", "aria-hidden": "true" }, text, place);
  const show = (moment, n, at) => {
    node.toggleAttribute("data-empty", !moment);
    text.textContent = moment ? `${n} · ${moment.text.trim() || kit.t(model, "grid.own-empty")}` : kit.t(model, "grid.none-in-hand");
    place.textContent = moment ? (at ? placeWords(model, item, at) : kit.t(model, "grid.tap")) : "";
  };
  return { node, show };
}

function render({ model, el }) {
  const card = kit.card(model, el, "quadrants");
  const { item } = card;
  const book = fieldBook(item);
  let looked = false;
  let held = null; // {id, before}: the card that is picked up, and how everything lay then
  let views = [];
  card.prompt();
  const acts = { press, choose, takeOff, write, remove, move, putBack, tap, focus: (node) => node?.focus() };
  const field = drawField(model, item, acts);
  const readout = drawReadout(model, item);
  const list = kit.el("ol", { class: "alo-list alo-gr-cards", role: "list", "aria-label": kit.t(model, "grid.cards") });
  const add = kit.button("", addOwn, { quiet: true });
  const stage = kit.el("div", { class: "alo-gr-stage" }, field.node, readout.node);
  const undo = kit.button(kit.t(model, "grid.undo"), takeBack, { quiet: true });
  const table = kit.el("div", { class: "alo-gr-scroll", id: kit.id("table"), hidden: true });
  const tabulate = kit.button("", showTable, { quiet: true });
  tabulate.setAttribute("aria-controls", table.id);
  card.body.append(drawHow(model), kit.el("div", { class: "alo-gr-both" }, stage, kit.el("div", { class: "alo-gr-side" }, list, add)));
  card.foot.append(undo, tabulate);
  const reasons = hasReading(item) ? kit.reasons(model, card, { key: "grid", toggle: look }) : null;
  card.foot.append(table);

  const viewOf = (id) => views.find((view) => view.id === id);
  const numberOf = (id) => views.findIndex((view) => view.id === id) + 1;
  const isPointer = (event) => event.detail > 0;

  // The views follow the moments: one of one's own may have come or gone.
  function followMoments() {
    const known = new Map(views.map((view) => [view.id, view]));
    views = book.all().map((moment) => known.get(moment.id) ?? drawCard(model, item, moment, acts));
    kit.arrange(list, views.map((view) => view.node));
    for (const view of known.values()) if (!views.includes(view)) view.node.remove();
  }

  function show() {
    followMoments();
    reasons?.update({ ready: book.left() === 0, looked });
    const tones = showReadings();
    const moments = book.all();
    moments.forEach((moment, k) => views[k].show(moment, { n: k + 1, at: book.placeOf(moment.id), isPicked: held?.id === moment.id }));
    field.show(moments.map((moment, k) => {
      const isHeld = held?.id === moment.id;
      const laid = book.placeOf(moment.id);
      return { id: moment.id, n: k + 1, at: laid ?? (isHeld ? MIDDLE : null), isHeld, tone: { laid, name: tones.get(moment.id) } };
    }).filter((one) => one.at));
    field.node.toggleAttribute("data-waiting", Boolean(held));
    showReadout();
    undo.setAttribute("aria-disabled", String(!book.canUndo()));
    const room = book.roomForOwn();
    add.hidden = item.own === 0;
    add.setAttribute("aria-disabled", String(room <= 0));
    add.textContent = room > 0 ? kit.t(model, "own-moments", { n: room }) : kit.t(model, "grid.own-full");
    drawnTable();
  }

  function showReadout() {
    const moment = held && book.all().find((one) => one.id === held.id);
    readout.show(moment, held && numberOf(held.id), held && book.placeOf(held.id));
  }

  // Our reading under each card; returns the tones for the numbers in the field.
  function showReadings() {
    const tones = new Map();
    const counts = { same: 0, between: 0, other: 0, open: 0 };
    for (const moment of book.all()) {
      const at = reasons?.open && !moment.isOwn ? book.placeOf(moment.id) : null;
      const { as, words } = at ? compare(model, item, moment, at) : {};
      viewOf(moment.id).showReading(as ? kit.verdict(TONES[as], words, moment.reason) : null);
      if (as) counts[as] += 1;
      if (as) tones.set(moment.id, TONES[as]);
    }
    const totals = kit.t(model, "grid.totals", counts);
    reasons?.outcome.replaceChildren(kit.el("p", {}, totals), kit.el("p", {}, kit.t(model, "grid.one-reading")));
    return tones;
  }

  function drawnTable() {
    tabulate.textContent = kit.t(model, table.hidden ? "grid.table" : "grid.no-table");
    tabulate.setAttribute("aria-expanded", String(!table.hidden));
    table.replaceChildren(...(table.hidden ? [] : [drawTable(model, item, book)]));
  }

  function showTable() {
    table.hidden = !table.hidden;
    drawnTable();
  }

  function look() {
    if (reasons.open && !looked) {
      looked = true;
      saver.changed();
    }
    letGo();
    show();
    if (reasons.open) card.say(reasons.outcome.firstChild.textContent);
  }

  // ---- picking up and laying ----

  function pick(id) {
    letGo();
    held = { id, before: book.state() };
  }

  // Ends what is in hand where it lies; a moment of one's own in which nothing was written goes.
  function letGo() {
    if (!held) return;
    const { id, before } = held;
    held = null;
    const moment = book.all().find((one) => one.id === id);
    if (moment?.isOwn && !moment.text.trim() && !book.placeOf(id)) book.remove(id);
    book.keep(before);
  }

  function press(id, event) {
    if (held?.id !== id) {
      pick(id);
      show();
      return viewOf(id).sheet.focus({ preventScroll: isPointer(event) });
    }
    if (isPointer(event) || book.placeOf(id)) {
      letGo();
      show();
      return viewOf(id)?.sheet.focus({ preventScroll: isPointer(event) });
    }
    lay(id, MIDDLE);
  }

  // Lays a card, says so, and goes on to the next one that lies nowhere yet.
  function lay(id, at, { onward = false, byPointer = false } = {}) {
    if (held?.id !== id) pick(id);
    book.put(id, at);
    letGo();
    const next = onward ? nextFree(id) : null;
    if (next) pick(next);
    laid(kit.t(model, "grid.said", { number: numberOf(id), place: placeWords(model, item, book.placeOf(id)), left: book.left() }));
    const view = viewOf(next ?? id);
    view.sheet.focus({ preventScroll: true });
    view.node.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  function nextFree(id) {
    const free = item.moments.filter((one) => !book.placeOf(one.id));
    const after = item.moments.findIndex((one) => one.id === id);
    return (free.find((one) => item.moments.indexOf(one) > after) ?? free[0])?.id;
  }

  function laid(text) {
    reasons?.touched();
    show();
    card.say(text);
    saver.changed();
  }

  function choose(id, corner) {
    lay(id, freePlace(corner, book.others(id)), { onward: true });
  }

  function tap(at) {
    if (held) lay(held.id, at, { onward: true });
  }

  function move(id, across, up) {
    const from = book.placeOf(id) ?? MIDDLE;
    book.put(id, { across: within(from.across + across), up: within(from.up + up) });
    const at = book.placeOf(id);
    laid(kit.t(model, "grid.moved", { place: placeWords(model, item, at), across: at.across, up: at.up }));
  }

  function putBack() {
    const { id, before } = held;
    book.put(id, before.places[id] ?? null);
    letGo();
    laid(kit.t(model, "grid.put-back", { number: numberOf(id) }));
    (viewOf(id)?.sheet ?? add).focus();
  }

  function takeOff(id) {
    book.put(id, null);
    letGo();
    laid(kit.t(model, "grid.taken-off", { number: numberOf(id) }));
    viewOf(id)?.sheet.focus();
  }

  function takeBack() {
    letGo();
    if (!book.canUndo()) return show();
    book.undo();
    laid(kit.t(model, "grid.undone"));
  }

  // ---- moments of one's own ----

  function addOwn() {
    if (book.roomForOwn() <= 0) return;
    letGo();
    const before = book.state();
    const id = book.add();
    held = { id, before };
    show();
    viewOf(id).box.focus();
  }

  function write(id, text) {
    book.write(id, text);
    show();
    saver.changed();
  }

  function remove(id) {
    const number = numberOf(id);
    book.remove(id);
    letGo();
    laid(kit.t(model, "grid.removed", { number }));
    undo.focus();
  }

  // ---- keys and dragging ----

  function onKey(event) {
    const isUndo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.target.matches("textarea");
    const [name, ...what] = isUndo ? ["undo"] : keyAct(event, views, held?.id) ?? [];
    if (!name) return;
    event.preventDefault();
    if (isUndo) takeBack();
    else acts[name](...what);
  }

  const drop = (node, zone, next, { x, y }) => lay(node.dataset.card, field.placeAt(x, y));
  const carried = (node) => node.querySelector(".alo-gr-number");

  card.body.addEventListener("keydown", onKey);
  kit.drag(card.body, { item: ".alo-gr-card, .alo-gr-disc", fixed: ".alo-gr-panel, .alo-gr-slot",
    handle: ".alo-gr-number, .alo-handle, .alo-gr-disc", zone: ".alo-gr-field", carried, drop });
  const saver = kit.saver(model, card, {
    read: () => book.value(looked),
    write: (value) => {
      book.load(value);
      looked = value.looked === true;
      held = held && book.all().some((one) => one.id === held.id) ? { ...held, before: book.state() } : null;
      show();
    },
    describe: (value) => describe(model, item, value),
  });
  return card.dispose;
}

export default { render };
