// What stands on the screen: the field, what is in hand, the cards, our reading, the table. Joined before widget.js.

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

function drawTabulation(model, item, book) {
  const node = kit.el("div", { class: "alo-gr-scroll", id: kit.id("table"), hidden: true });
  const button = kit.button("", toggle, { quiet: true });
  button.setAttribute("aria-controls", node.id);

  function show() {
    button.textContent = kit.t(model, node.hidden ? "grid.table" : "grid.no-table");
    button.setAttribute("aria-expanded", String(!node.hidden));
    node.replaceChildren(...(node.hidden ? [] : [drawTable(model, item, book)]));
  }

  function toggle() {
    node.hidden = !node.hidden;
    show();
  }

  return { node, button, show };
}

// The button for a moment of one's own, with how many more there can be.
function drawAdd(model, item, book, act) {
  const node = kit.button("", () => act.addOwn(), { quiet: true });
  const show = () => {
    const room = book.roomForOwn();
    node.hidden = item.own === 0;
    node.setAttribute("aria-disabled", String(room <= 0));
    node.textContent = room > 0 ? kit.t(model, "own-moments", { n: room }) : kit.t(model, "grid.own-full");
  };
  return { node, show };
}

function drawScene(model, card, book, act) {
  const { item } = card;
  let views = [];
  const field = drawField(model, item, act);
  const readout = drawReadout(model, item);
  const list = kit.el("ol", { class: "alo-list alo-gr-cards", role: "list", "aria-label": kit.t(model, "grid.cards") });
  const add = drawAdd(model, item, book, act);
  const undo = kit.button(kit.t(model, "grid.undo"), () => act.takeBack(), { quiet: true });
  const table = drawTabulation(model, item, book);
  const stage = kit.el("div", { class: "alo-gr-stage" }, field.node, readout.node);
  card.body.append(drawHow(model), kit.el("div", { class: "alo-gr-both" }, stage, kit.el("div", { class: "alo-gr-side" }, list, add.node)));
  card.foot.append(undo, table.button);
  const reasons = hasReading(item) ? kit.reasons(model, card, { key: "grid", toggle: () => act.look() }) : null;
  card.foot.append(table.node);

  const viewOf = (id) => views.find((view) => view.id === id);
  const numberOf = (id) => views.findIndex((view) => view.id === id) + 1;

  // The views follow the moments: one of one's own may have come or gone.
  function followMoments() {
    const known = new Map(views.map((view) => [view.id, view]));
    views = book.all().map((moment) => known.get(moment.id) ?? drawCard(model, item, moment, act));
    kit.arrange(list, views.map((view) => view.node));
    for (const view of known.values()) if (!views.includes(view)) view.node.remove();
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

  function showNumbers(inHand, tones) {
    field.show(book.all().map((moment, k) => {
      const isHeld = inHand === moment.id;
      const laid = book.placeOf(moment.id);
      return { id: moment.id, n: k + 1, at: laid ?? (isHeld ? MIDDLE : null), isHeld, tone: { laid, name: tones.get(moment.id) } };
    }).filter((one) => one.at));
    field.node.toggleAttribute("data-waiting", Boolean(inHand));
  }

  // `inHand`: the id of the card that is picked up, or null; `looked`: whether our reading was looked at.
  function show(inHand, looked) {
    followMoments();
    reasons?.update({ ready: book.left() === 0, looked });
    const tones = showReadings();
    const moments = book.all();
    moments.forEach((moment, k) => views[k].show(moment, { n: k + 1, at: book.placeOf(moment.id), isPicked: inHand === moment.id }));
    showNumbers(inHand, tones);
    readout.show(moments.find((one) => one.id === inHand), numberOf(inHand), book.placeOf(inHand));
    undo.setAttribute("aria-disabled", String(!book.canUndo()));
    add.show();
    table.show();
  }

  return { field, add: add.node, undo, reasons, views: () => views, viewOf, numberOf, show };
}
