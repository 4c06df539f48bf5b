// What is in hand, and where it is laid. Joined before widget.js.

// The card that is picked up, and how everything lay then.
function emptyHand(book) {
  let held = null; // {id, before}

  // Ends what is in hand where it lies; a moment of one's own in which nothing was written goes.
  function letGo() {
    if (!held) return;
    const { id, before } = held;
    held = null;
    const moment = book.all().find((one) => one.id === id);
    if (moment?.isOwn && !moment.text.trim() && !book.placeOf(id)) book.remove(id);
    book.keep(before);
  }

  function pick(id, before = book.state()) {
    letGo();
    held = { id, before };
  }

  // After a newer answer arrived: the card may be gone, and what lay there before is no way back any more.
  function follow() {
    held = held && book.all().some((one) => one.id === held.id) ? { ...held, before: book.state() } : null;
  }

  return { id: () => held?.id ?? null, before: () => held.before, pick, letGo, follow };
}

// The ways to lay a card: pressed, chosen, tapped, dropped, moved by keys, put back, taken off.
// show() draws everything; laid(text) does so after a change, says `text` and saves.
function laying(model, item, { book, hand, scene, show, laid }) {
  const isPointer = (event) => event.detail > 0;
  const words = (id) => placeWords(model, item, book.placeOf(id));

  function nextFree(id) {
    const free = item.moments.filter((one) => !book.placeOf(one.id));
    const after = item.moments.findIndex((one) => one.id === id);
    return (free.find((one) => item.moments.indexOf(one) > after) ?? free[0])?.id;
  }

  // Lays a card, says so, and goes on to the next one that lies nowhere yet.
  function lay(id, at, { onward = false } = {}) {
    if (hand.id() !== id) hand.pick(id);
    book.put(id, at);
    hand.letGo();
    const next = onward ? nextFree(id) : null;
    if (next) hand.pick(next);
    laid(kit.t(model, "grid.said", { number: scene.numberOf(id), place: words(id), left: book.left() }));
    const view = scene.viewOf(next ?? id);
    view.sheet.focus({ preventScroll: true });
    view.node.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  function press(id, event) {
    const isHeld = hand.id() === id;
    if (isHeld && !isPointer(event) && !book.placeOf(id)) return lay(id, MIDDLE);
    if (isHeld) hand.letGo();
    else hand.pick(id);
    show();
    scene.viewOf(id)?.sheet.focus({ preventScroll: isPointer(event) });
  }

  function move(id, across, up) {
    const from = book.placeOf(id) ?? MIDDLE;
    book.put(id, { across: within(from.across + across), up: within(from.up + up) });
    const at = book.placeOf(id);
    laid(kit.t(model, "grid.moved", { place: words(id), across: at.across, up: at.up }));
  }

  function putBack() {
    const id = hand.id();
    const number = scene.numberOf(id);
    book.put(id, hand.before().places[id] ?? null);
    hand.letGo();
    laid(kit.t(model, "grid.put-back", { number }));
    (scene.viewOf(id)?.sheet ?? scene.add).focus();
  }

  function takeOff(id) {
    book.put(id, null);
    hand.letGo();
    laid(kit.t(model, "grid.taken-off", { number: scene.numberOf(id) }));
    scene.viewOf(id)?.sheet.focus();
  }

  const choose = (id, corner) => lay(id, freePlace(corner, book.others(id)), { onward: true });
  const tap = (at) => { if (hand.id()) lay(hand.id(), at, { onward: true }); };
  const drop = (id, at) => lay(id, at);

  return { press, move, putBack, takeOff, choose, tap, drop };
}
