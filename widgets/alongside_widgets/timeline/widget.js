// What happened when: minute by minute or month by month, filled in by hand or, for minutes, while it runs.

const TICK = 250;

function describe(model, item, value) {
  const book = timebook(item);
  book.load(value);
  const told = (number) => [...marksOf(item, book, number), book.at(number).note.trim()].filter(Boolean).join(" · ");
  const noted = numbersOf(item).filter(book.isNoted);
  if (!noted.length) return kit.t(model, "timeline.none");
  return kit.el("ul", {}, noted.map((number) =>
    kit.el("li", {}, kit.t(model, "timeline.of", { stretch: nameOf(model, item, number), what: told(number) }))));
}

// The hints of the options, where there are any.
function drawMeaning(model, item) {
  const hinted = item.lanes.flatMap((lane) => lane.options.filter((option) => option.hint));
  return hinted.length > 0 && kit.el("details", { class: "alo-tl-meaning" }, kit.el("summary", {}, kit.t(model, "timeline.meaning")),
    kit.el("dl", {}, hinted.map((option) => [kit.el("dt", {}, option.label), kit.el("dd", {}, option.hint)]).flat()));
}

function render({ model, el }) {
  const card = kit.card(model, el, "timeline");
  const { item } = card;
  const book = timebook(item);
  const act = {
    mark: (number, lane, option) => { book.mark(number, lane, option); changed(); },
    note: (number, text) => { book.note(number, text); changed(); },
    say: card.say,
    turned: show,
  };
  card.prompt();
  const live = passes(item) ? drawLive(model, item, book, act) : null;
  const hand = drawHand(model, item, book, act);
  const whole = drawWhole(model, item, book);
  card.body.append(kit.el("p", { class: "alo-tl-names" }, kit.t(model, "timeline.names")),
    ...[drawMeaning(model, item), live?.node, hand.node].filter(Boolean), whole.node);

  // While the clock runs, only what is needed stands on the screen.
  function show() {
    live?.show();
    hand.node.hidden = live?.isOn() ?? false;
    hand.show();
    whole.show();
  }

  function changed() {
    show();
    saver.changed();
  }

  const saver = kit.saver(model, card, {
    read: book.value,
    write: (value) => { book.load(value); show(); },
    describe: (value) => describe(model, item, value),
  });
  if (live) {
    const timer = setInterval(live.tick, TICK);
    card.onDispose(() => clearInterval(timer));
  }
  return card.dispose;
}

export default { render };
