// Cards to lay in piles: by tapping a card and then a pile, by keys, or by dragging. Opinions may differ, so
// what is compared at the end is two readings, and a card kept open is never a mistake.

const UNDO_DEPTH = 100;

// ---- piles, and what lies in them ----

// The piles in the order of their keys: 0 is where all cards start, then the groups, then the disputed pile.
function pilesOf(model, item) {
  const groups = item.groups.map((group) => ({ group: group.id, title: group.title, hint: group.hint }));
  const disputed = { disputed: true, title: kit.t(model, "sort.disputed"), hint: kit.t(model, "sort.disputed-hint") };
  return [{ start: true, title: kit.t(model, "sort.start"), hint: "" }, ...groups, ...(item.disputed ? [disputed] : [])];
}

// A layout is [{card, pile}] in the order the cards were laid; cards that are not in it lie in the first pile.
// Cards and groups of an older version are passed over, and so is a card's second place.
function layoutOf(item, piles, value) {
  const open = new Map(item.cards.map((card) => [card.id, card]));
  const lists = piles.map((pile) => [pile, pile.disputed ? value.disputed : value.groups?.[pile.group]]);
  return lists.filter(([, ids]) => Array.isArray(ids)).flatMap(([pile, ids]) => ids.flatMap((id) => {
    const card = open.get(id);
    open.delete(id);
    return card ? [{ card, pile }] : [];
  }));
}

function valueOf(layout, looked) {
  const value = { groups: {} };
  for (const { card, pile } of layout) {
    if (pile.disputed) (value.disputed ??= []).push(card.id);
    else (value.groups[pile.group] ??= []).push(card.id);
  }
  return looked ? { ...value, looked } : value;
}

const pileOf = (layout, piles, card) => layout.find((one) => one.card === card)?.pile ?? piles[0];

const cardsIn = (layout, piles, item, pile) =>
  pile.start
    ? item.cards.filter((card) => pileOf(layout, piles, card) === pile)
    : layout.filter((one) => one.pile === pile).map((one) => one.card);

function describe(model, item, value) {
  const piles = pilesOf(model, item);
  const layout = layoutOf(item, piles, value);
  const lines = piles.map((pile) => [pile.title, cardsIn(layout, piles, item, pile).map((card) => card.text)]);
  return kit.el("ul", {}, lines.filter(([, texts]) => texts.length).map(([title, texts]) =>
    kit.el("li", {}, title, kit.el("ul", {}, texts.map((text) => kit.el("li", {}, text))))));
}

// ---- two readings ----

const hasReading = (item) => item.cards.some((card) => card.best.length || card.reason);

function either(model, titles) {
  const lang = (model.get("strings")?.lang || "en").replace("_", "-");
  return new Intl.ListFormat(lang, { type: "disjunction" }).format(titles);
}

// How a laid card compares: as "same", "open" or "other", and in words.
function compare(model, item, pile, card) {
  const best = item.groups.filter((group) => card.best.includes(group.id));
  const rest = best.filter((group) => group.id !== pile.group);
  const places = either(model, (rest.length ? rest : best).map((group) => group.title));
  const say = (as, key) => ({ as, words: kit.t(model, `sort.${key}`, { places }) });
  if (!best.length) return say("open", "no-reading");
  if (pile.disputed) return say("open", best.length > 1 ? "open-both" : "open");
  if (rest.length === best.length) return say("other", "other");
  return say("same", rest.length ? "same-also" : "same");
}

const TONES = { same: "same", open: "plain", other: "other" };

// ---- cards and piles on the screen ----

function drawCard(model, card, n, act) {
  const number = kit.el("span", { class: "alo-number", "aria-hidden": "true" }, String(n));
  const label = kit.el("span", { class: "alo-unseen" }, `${kit.t(model, "sort.card", { number: n })}: `);
  const handle = kit.el("span", { class: "alo-handle", "aria-hidden": "true" });
  const button = kit.el("button", { type: "button", class: "alo-sheet", "aria-expanded": "false", onClick: () => act.press(card) },
    number, label, kit.el("span", { class: "alo-sheet-text" }, card.text), handle);
  const reason = kit.el("div", { class: "alo-slot", hidden: true });
  const node = kit.el("li", { class: "alo-laid", "data-card": card.id }, button, reason);
  return { card, n, node, button, reason };
}

function drawPile(model, pile, n) {
  const titleId = kit.id("pile");
  const count = kit.el("span", { class: "alo-count" });
  const empty = pile.start ? kit.el("p", { class: "alo-empty" }, kit.t(model, "sort.all-laid")) : null;
  const list = kit.el("ul", { class: "alo-list alo-cards", role: "list", "aria-labelledby": titleId });
  const kind = pile.start ? "alo-start" : pile.disputed ? "alo-disputed" : "alo-group";
  const head = kit.el("p", { class: "alo-pile-title", id: titleId },
    !pile.start && kit.el("kbd", { class: "alo-key", "aria-hidden": "true" }, String(n)), kit.el("span", {}, pile.title), count);
  const node = kit.el("div", { class: `alo-pile ${kind}`, "data-pile": String(n) }, head,
    pile.hint && kit.el("p", { class: "alo-pile-hint" }, pile.hint), list, empty);
  const show = (nodes) => {
    count.textContent = kit.t(model, "cards", { n: nodes.length });
    if (empty) empty.hidden = nodes.length > 0;
    kit.arrange(list, nodes);
  };
  return { node, show };
}

// The piles to choose from, under the card that is picked up.
function drawMenu(model, piles, choose) {
  const buttons = piles.map((pile, n) => kit.el("button", { type: "button", class: "alo-to", "aria-keyshortcuts": String(n), onClick: (event) => choose(pile, event) },
    kit.el("kbd", { class: "alo-key", "aria-hidden": "true" }, String(n)),
    kit.el("span", {}, kit.el("span", { class: "alo-to-title" }, pile.start ? kit.t(model, "sort.put-back") : pile.title),
      pile.hint && kit.el("span", { class: "alo-to-hint" }, pile.hint))));
  const node = kit.el("div", { class: "alo-menu", role: "group" }, buttons);
  const show = (view, from) => {
    node.setAttribute("aria-label", kit.t(model, "sort.lay-in", { number: view.n }));
    buttons.forEach((button, n) => { button.hidden = piles[n] === from; });
    view.button.after(node);
  };
  return { node, show, focusables: () => buttons.filter((button) => !button.hidden) };
}

const columns = (count) => (count <= 3 ? count : count === 4 ? 2 : 3);

// ---- keys ----

const STEPS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

function neighbour(list, one, key) {
  if (key === "Home") return list[0];
  if (key === "End") return list.at(-1);
  return list[list.indexOf(one) + STEPS[key]];
}

// Up and down within a pile, left and right to the piles beside it.
function nextCard(root, button, key) {
  const inPile = (pile) => [...pile.querySelectorAll(".alo-sheet")];
  const own = button.closest("[data-pile]");
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const full = [...root.querySelectorAll("[data-pile]")].filter((pile) => inPile(pile).length);
    return neighbour(full, own, key)?.querySelector(".alo-sheet");
  }
  return neighbour(inPile(own), button, key);
}

// ---- the widget ----

function render({ model, el }) {
  const card = kit.card(model, el, "sort");
  const { item } = card;
  const piles = pilesOf(model, item);
  let layout = [];
  let looked = false;
  let picked = null; // the card whose piles are shown
  let past = [];
  card.prompt();
  const views = new Map(item.cards.map((one, n) => [one, drawCard(model, one, n + 1, { press })]));
  const drawn = piles.map((pile, n) => drawPile(model, pile, n));
  const menu = drawMenu(model, piles, (pile, event) => lay(picked, pile, { onward: true, byPointer: event.detail > 0 }));
  const groups = kit.el("div", { class: "alo-groups", style: `--alo-columns: ${columns(item.groups.length)}` }, drawn.slice(1).map((one) => one.node));
  const how = kit.el("p", { class: "alo-hint alo-how" }, kit.t(model, "sort.how"), " ", kit.el("span", { class: "alo-how-keys" }, kit.t(model, "sort.how-keys")));
  card.body.append(how, drawn[0].node, groups);
  const undo = kit.button(kit.t(model, "sort.undo"), takeBack, { quiet: true });
  const reasons = hasReading(item) ? kit.reasons(model, card, { key: "sort", toggle: look }) : null;
  card.foot.prepend(undo);

  const left = () => item.cards.length - layout.length;

  function show() {
    piles.forEach((pile, n) => drawn[n].show(cardsIn(layout, piles, item, pile).map((one) => views.get(one).node)));
    if (picked) menu.show(views.get(picked), pileOf(layout, piles, picked));
    else menu.node.remove();
    views.forEach((view, one) => view.button.setAttribute("aria-expanded", String(one === picked)));
    undo.setAttribute("aria-disabled", String(past.length === 0));
    reasons?.update({ ready: left() === 0, looked });
    showReadings();
  }

  function showReadings() {
    const open = reasons?.open ?? false;
    const found = open ? layout.map((one) => ({ ...one, ...compare(model, item, one.pile, one.card) })) : [];
    for (const view of views.values()) view.reason.hidden = true;
    for (const { card: one, as, words } of found) {
      views.get(one).reason.replaceChildren(kit.verdict(TONES[as], words, one.reason));
      views.get(one).reason.hidden = false;
    }
    const count = (as) => found.filter((one) => one.as === as).length;
    const totals = { same: count("same"), open: count("open"), other: count("other") };
    reasons?.outcome.replaceChildren(kit.el("p", {}, kit.t(model, "sort.totals", totals)), kit.el("p", {}, kit.t(model, "sort.one-reading")));
  }

  function look() {
    picked = null;
    if (reasons.open && !looked) {
      looked = true;
      saver.changed();
    }
    show();
    if (reasons.open) card.say(reasons.outcome.firstChild.textContent);
  }

  function press(one) {
    picked = picked === one ? null : one;
    show();
  }

  // Lays a card, says so, and goes on to the next one where the cards are dealt from.
  function lay(one, pile, { onward = false, byPointer = false } = {}) {
    const from = pileOf(layout, piles, one);
    const dealt = cardsIn(layout, piles, item, from);
    const next = dealt[dealt.indexOf(one) + 1] ?? dealt.find((other) => other !== one);
    past = [...past.slice(-UNDO_DEPTH), layout];
    layout = layout.filter((other) => other.card !== one);
    if (!pile.start) layout = [...layout, { card: one, pile }];
    picked = onward && from.start && next ? next : null;
    reasons?.touched();
    show();
    views.get(onward && from.start && next ? next : one).button.focus({ preventScroll: byPointer });
    card.say(kit.t(model, pile.start ? "sort.said-back" : "sort.said", { number: views.get(one).n, pile: pile.title, left: left() }));
    saver.changed();
  }

  function takeBack() {
    if (!past.length) return;
    layout = past.at(-1);
    past = past.slice(0, -1);
    picked = null;
    reasons?.touched();
    show();
    card.say(kit.t(model, "sort.undone", { left: left() }));
    saver.changed();
  }

  function putDown() {
    const { button } = views.get(picked);
    picked = null;
    show();
    button.focus();
  }

  function onKey(event) {
    if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey)) return event.preventDefault(), takeBack();
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const node = event.target.closest?.("[data-card]");
    if (!node) return;
    const view = [...views.values()].find((one) => one.node === node);
    const pile = /^[0-9]$/.test(event.key) ? piles[Number(event.key)] : null;
    if (pile && pile !== pileOf(layout, piles, view.card)) return lay(view.card, pile, { onward: true });
    if (event.key === "Escape" && picked) return putDown();
    if (!(event.key in STEPS) && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    const inMenu = menu.node.contains(event.target);
    const to = inMenu ? neighbour(menu.focusables(), event.target, event.key) : nextCard(card.body, view.button, event.key);
    to?.focus();
  }

  card.body.addEventListener("keydown", onKey);
  kit.drag(card.body, {
    item: ".alo-laid", fixed: ".alo-menu, .alo-slot", handle: ".alo-handle", zone: "[data-pile]",
    drop: (node, zone) => {
      const view = [...views.values()].find((one) => one.node === node);
      const pile = piles[Number(zone.dataset.pile)];
      if (pile !== pileOf(layout, piles, view.card)) lay(view.card, pile, { byPointer: true });
    },
  });
  const saver = kit.saver(model, card, {
    read: () => valueOf(layout, looked),
    write: (value) => {
      layout = layoutOf(item, piles, value);
      looked = value.looked === true;
      picked = null;
      past = [];
      show();
    },
    describe: (value) => describe(model, item, value),
  });
  return card.dispose;
}

export default { render };
