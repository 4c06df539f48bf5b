// Cards, piles and the menu of piles on the screen, and the keys that go about them. Joined before widget.js.

function drawCard(model, card, n, press) {
  const number = kit.el("span", { class: "alo-number", "aria-hidden": "true" }, String(n));
  const label = kit.el("span", { class: "alo-unseen" }, `${kit.t(model, "sort.card", { number: n })}: `);
  const handle = kit.el("span", { class: "alo-handle", "aria-hidden": "true" });
  const button = kit.el("button", { type: "button", class: "alo-sheet", onClick: () => press(card) }, number, label,
    kit.el("span", { class: "alo-sheet-text" }, card.text), handle);
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
  const key = (n) => kit.el("kbd", { class: "alo-key", "aria-hidden": "true" }, String(n));
  const words = (pile) => kit.el("span", {},
    kit.el("span", { class: "alo-to-title" }, pile.start ? kit.t(model, "sort.put-back") : pile.title),
    pile.hint && kit.el("span", { class: "alo-to-hint" }, pile.hint));
  const buttons = piles.map((pile, n) => kit.el("button", { type: "button", class: "alo-to",
    "aria-keyshortcuts": n < 10 ? String(n) : null, onClick: (event) => choose(pile, event) }, key(n), words(pile)));
  const node = kit.el("div", { class: "alo-menu", role: "group" }, buttons);
  const show = (view, from) => {
    node.setAttribute("aria-label", kit.t(model, "sort.lay-in", { number: view.n }));
    buttons.forEach((button, n) => { button.hidden = piles[n] === from; });
    view.button.after(node);
  };
  return { node, show, focusables: () => buttons.filter((button) => !button.hidden) };
}

// Everything on the table; show() draws it as it lies, with the menu at the card that is picked up.
function drawBoard(model, item, piles, table, act) {
  const views = new Map(item.cards.map((card, n) => [card, drawCard(model, card, n + 1, act.press)]));
  const drawn = piles.map((pile, n) => drawPile(model, pile, n));
  const menu = drawMenu(model, piles, act.choose);
  const groups = kit.el("div", { class: "alo-groups", style: `--alo-columns: ${columns(item.groups.length)}` },
    drawn.slice(1).map((one) => one.node));

  function show(picked) {
    piles.forEach((pile, n) => drawn[n].show(table.cardsIn(pile).map((card) => views.get(card).node)));
    if (picked) menu.show(views.get(picked), table.pileOf(picked));
    else menu.node.remove();
    views.forEach((view, card) => view.button.setAttribute("aria-expanded", String(card === picked)));
  }

  // The reasons under the laid cards; returns how many compare as same, open and other.
  function showReadings(open) {
    const counts = { same: 0, open: 0, other: 0 };
    for (const view of views.values()) view.reason.hidden = true;
    for (const { card, pile } of open ? table.laid() : []) {
      const { as, words } = compare(model, item, pile, card);
      const { reason } = views.get(card);
      reason.replaceChildren(kit.verdict(TONES[as], words, card.reason));
      reason.hidden = false;
      counts[as] += 1;
    }
    return counts;
  }

  const viewAt = (node) => [...views.values()].find((view) => view.node === node);
  return { nodes: [drawn[0].node, groups], menu, show, showReadings, viewOf: (card) => views.get(card), viewAt };
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
