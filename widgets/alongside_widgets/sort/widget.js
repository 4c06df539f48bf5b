// Cards to lay in piles: by tapping a card and then a pile, by keys, or by dragging. Opinions may differ, so
// what is compared at the end is two readings, and a card kept open is never a mistake.

function drawHow(model) {
  const keys = kit.el("span", { class: "alo-how-keys" }, kit.t(model, "sort.how-keys"));
  return kit.el("p", { class: "alo-hint alo-how" }, kit.t(model, "sort.how"), " ", keys);
}

// What a key does at a card: an act of `acts` and what it needs, or null.
function keyAct(event, { piles, table, board, picked, root }) {
  const view = board.viewAt(event.target.closest?.("[data-card]"));
  if (!view || event.altKey || event.ctrlKey || event.metaKey) return null;
  const pile = /^[0-9]$/.test(event.key) ? piles[Number(event.key)] : null;
  if (pile && pile !== table.pileOf(view.card)) return ["lay", view.card, pile, { onward: true }];
  if (event.key === "Escape" && picked) return ["putDown"];
  if (!(event.key in STEPS) && event.key !== "Home" && event.key !== "End") return null;
  const inMenu = board.menu.node.contains(event.target);
  const to = inMenu ? neighbour(board.menu.focusables(), event.target, event.key) : nextCard(root, view.button, event.key);
  return ["focus", to];
}

function render({ model, el }) {
  const card = kit.card(model, el, "sort");
  const { item } = card;
  const piles = pilesOf(model, item);
  const table = tableFor(item, piles);
  let looked = false;
  let picked = null; // the card whose piles are shown
  const board = drawBoard(model, item, piles, table, {
    press: (one) => show(picked === one ? null : one),
    choose: (pile, event) => lay(picked, pile, { onward: true, byPointer: event.detail > 0 }),
  });
  card.prompt();
  card.body.append(drawHow(model), ...board.nodes);
  const undo = kit.button(kit.t(model, "sort.undo"), takeBack, { quiet: true });
  card.foot.append(undo);
  const reasons = hasReading(item) ? kit.reasons(model, card, { key: "sort", toggle: look }) : null;

  function show(now = picked) {
    picked = now;
    board.show(picked);
    undo.setAttribute("aria-disabled", String(!table.canUndo()));
    reasons?.update({ ready: table.left() === 0, looked });
    const totals = kit.t(model, "sort.totals", board.showReadings(reasons?.open));
    reasons?.outcome.replaceChildren(kit.el("p", {}, totals), kit.el("p", {}, kit.t(model, "sort.one-reading")));
  }

  function look() {
    if (reasons.open && !looked) {
      looked = true;
      saver.changed();
    }
    show(null);
    if (reasons.open) card.say(reasons.outcome.firstChild.textContent);
  }

  function laid(text) {
    card.say(text);
    saver.changed();
  }

  // Lays a card, says so, and goes on to the next one where the cards are dealt from.
  function lay(one, pile, { onward = false, byPointer = false } = {}) {
    const from = table.pileOf(one);
    const dealt = table.cardsIn(from);
    const next = onward && from.start ? dealt[dealt.indexOf(one) + 1] ?? dealt.find((other) => other !== one) : null;
    table.lay(one, pile);
    reasons?.touched();
    show(next ?? null);
    board.viewOf(next ?? one).button.focus({ preventScroll: byPointer });
    const key = pile.start ? "sort.said-back" : "sort.said";
    laid(kit.t(model, key, { number: board.viewOf(one).n, pile: pile.title, left: table.left() }));
  }

  function takeBack() {
    if (!table.canUndo()) return;
    table.undo();
    reasons?.touched();
    show(null);
    laid(kit.t(model, "sort.undone", { left: table.left() }));
  }

  function putDown() {
    const { button } = board.viewOf(picked);
    show(null);
    button.focus();
  }

  const acts = { lay, putDown, focus: (node) => node?.focus() };

  function onKey(event) {
    const isUndo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey);
    const [name, ...what] = keyAct(event, { piles, table, board, picked, root: card.body }) ?? [];
    if (!isUndo && !name) return;
    event.preventDefault();
    if (isUndo) takeBack();
    else acts[name](...what);
  }

  function drop(node, zone) {
    const one = board.viewAt(node).card;
    const pile = piles[Number(zone.dataset.pile)];
    if (pile !== table.pileOf(one)) lay(one, pile, { byPointer: true });
  }

  card.body.addEventListener("keydown", onKey);
  kit.drag(card.body, { item: ".alo-laid", fixed: ".alo-menu, .alo-slot", handle: ".alo-handle", zone: "[data-pile]", drop });
  const saver = kit.saver(model, card, {
    read: () => valueOf(table.laid(), looked),
    write: (value) => {
      table.load(value);
      looked = value.looked === true;
      show(null);
    },
    describe: (value) => describe(model, item, value),
  });
  return card.dispose;
}

export default { render };
