// A card in the list: its words, its place in words, and where it can go. Joined before widget.js.

// The four corners as they lie in the field, and the middle: the way without dragging.
function drawChoice(model, item, choose, takeOff) {
  const words = (corner) => {
    const [across, up] = corner.split("-");
    return kit.t(model, "grid.ends", { up: endWords(model, item.up, up), across: endWords(model, item.across, across) });
  };
  const button = (corner, title, hint) => kit.el("button", { type: "button", class: "alo-gr-to", "data-to": corner ?? "middle",
    onClick: (event) => choose(corner, event) },
    kit.el("span", { class: "alo-gr-to-title" }, title), hint && kit.el("span", { class: "alo-gr-to-hint" }, hint));
  const corners = CORNERS.map((corner) => button(corner, titleOf(item, corner), words(corner)));
  const off = kit.el("button", { type: "button", class: "alo-gr-to", "data-to": "off", onClick: takeOff },
    kit.el("span", {}, kit.t(model, "grid.take-off")));
  const node = kit.el("div", { class: "alo-gr-choice", role: "group" }, corners, button(null, kit.t(model, "grid.middle-choice"), ""), off);
  const show = (number, isLaid) => {
    node.setAttribute("aria-label", kit.t(model, "grid.lay", { number }));
    off.hidden = !isLaid;
  };
  return { node, show };
}

function drawOwn(model, moment, act) {
  const box = kit.box({ maxlength: 2000, value: moment.text, onInput: () => act.write(moment.id, box.value) });
  const remove = kit.button(kit.t(model, "grid.remove"), () => act.remove(moment.id), { quiet: true });
  const node = kit.el("div", { class: "alo-gr-own" }, kit.field(kit.t(model, "grid.own-label"), box, { hint: kit.t(model, "grid.own-hint") }));
  return { node, box, remove };
}

function drawCard(model, item, moment, act) {
  const number = kit.el("span", { class: "alo-gr-number", "aria-hidden": "true" });
  const label = kit.el("span", { class: "alo-unseen" });
  const text = kit.el("span", { class: "alo-gr-text" });
  const place = kit.el("span", { class: "alo-gr-place" });
  const sheet = kit.el("button", { type: "button", class: "alo-gr-sheet", onClick: (event) => act.press(moment.id, event) },
    number, kit.el("span", { class: "alo-gr-words" }, label, text, " ", place), kit.el("span", { class: "alo-handle", "aria-hidden": "true" }));
  const choice = drawChoice(model, item, (corner, event) => act.choose(moment.id, corner, event), () => act.takeOff(moment.id));
  const own = moment.isOwn ? drawOwn(model, moment, act) : null;
  const panel = kit.el("div", { class: "alo-gr-panel", hidden: true }, own?.node, choice.node,
    own && kit.el("div", { class: "alo-buttons" }, own.remove));
  const slot = kit.el("div", { class: "alo-gr-slot", hidden: true });
  const node = kit.el("li", { class: "alo-gr-card", "data-card": moment.id }, sheet, panel, slot);

  function show(now, { n, at, isPicked }) {
    number.textContent = String(n);
    label.textContent = `${kit.t(model, "grid.card", { number: n })}: `;
    text.textContent = now.text.trim() || kit.t(model, "grid.own-empty");
    place.textContent = at ? placeWords(model, item, at) : kit.t(model, "grid.not-laid");
    node.toggleAttribute("data-laid", Boolean(at));
    sheet.setAttribute("aria-expanded", String(isPicked));
    panel.hidden = !isPicked;
    choice.show(n, Boolean(at));
    if (own && own.box !== document.activeElement && own.box.value !== now.text) own.box.value = now.text;
    if (own && isPicked) kit.grow(own.box);
  }

  const showReading = (reading) => {
    slot.hidden = !reading;
    slot.replaceChildren(...(reading ? [reading] : []));
  };
  return { id: moment.id, node, sheet, number, box: own?.box, show, showReading };
}

// ---- keys ----

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const ALONG = { ArrowUp: -1, ArrowDown: 1 };
const FAR = 10;

function neighbour(views, view, key) {
  if (key === "Home") return views[0];
  if (key === "End") return views.at(-1);
  return views[views.indexOf(view) + ALONG[key]];
}

// What a key does at a card: an act and what it needs, or null. The card that is picked up is moved by arrows.
function keyAct(event, views, picked) {
  const view = views.find((one) => one.node.contains(event.target));
  if (!view || event.altKey || event.ctrlKey || event.metaKey) return null;
  if (event.key === "Escape" && picked) return ["putBack"];
  if (event.target !== view.sheet) return null;
  if (view.id === picked && event.key in MOVES) {
    const [across, up] = MOVES[event.key].map((one) => one * (event.shiftKey ? 1 : FAR));
    return ["move", view.id, across, up];
  }
  if (view.id === picked || !(event.key in ALONG || event.key === "Home" || event.key === "End")) return null;
  return ["focus", neighbour(views, view, event.key)?.sheet];
}
