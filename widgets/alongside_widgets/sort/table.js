// What lies where, and how two readings of it compare. Joined before widget.js.

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

// The table the cards lie on, with its way back.
function tableFor(item, piles) {
  let layout = [];
  let past = [];
  const pileOf = (card) => layout.find((one) => one.card === card)?.pile ?? piles[0];
  const cardsIn = (pile) =>
    pile.start ? item.cards.filter((card) => pileOf(card) === pile) : layout.filter((one) => one.pile === pile).map((one) => one.card);

  function lay(card, pile) {
    past = [...past.slice(-UNDO_DEPTH), layout];
    layout = layout.filter((one) => one.card !== card);
    if (!pile.start) layout = [...layout, { card, pile }];
  }

  function undo() {
    layout = past.at(-1);
    past = past.slice(0, -1);
  }

  function load(value) {
    layout = layoutOf(item, piles, value);
    past = [];
  }

  const left = () => item.cards.length - layout.length;
  return { pileOf, cardsIn, lay, undo, load, left, laid: () => layout, canUndo: () => past.length > 0 };
}

function describe(model, item, value) {
  const piles = pilesOf(model, item);
  const table = tableFor(item, piles);
  table.load(value);
  const lines = piles.map((pile) => [pile.title, table.cardsIn(pile).map((card) => card.text)]);
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
