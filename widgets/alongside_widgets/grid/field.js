// The field with its corners, and the numbers of the cards in it. Joined before widget.js.

// The corners as they stand on the screen, row by row from the top.
const CORNERS = ["low-high", "high-high", "low-low", "high-low"];
const RADIUS = 22; // half a number's button: numbers at the ends of an axis still lie inside the field

function drawScenery(item) {
  const corner = (name) => {
    const { title, hint } = item.corners.find((one) => one.corner === name) ?? { title: name, hint: "" };
    return kit.el("div", { class: "alo-gr-corner", "data-corner": name },
      kit.el("p", { class: "alo-gr-title" }, title), hint && kit.el("p", { class: "alo-gr-corner-hint" }, hint));
  };
  const end = (side, words) => kit.el("p", { class: "alo-gr-end", "data-side": side }, words);
  return [
    kit.el("div", { class: "alo-gr-band alo-gr-band-across" }), kit.el("div", { class: "alo-gr-band alo-gr-band-up" }),
    ...CORNERS.map(corner),
    end("top", item.up.high), end("bottom", item.up.low), end("left", item.across.low), end("right", item.across.high),
  ];
}

// Numbers are for the pointer; keys reach the same cards in the list, and hear their places there.
function drawField(model, item, act) {
  const label = kit.t(model, "grid.field", { across: item.across.label, up: item.up.label });
  const node = kit.el("div", { class: "alo-gr-field", role: "group", "aria-label": label, onClick: tap }, drawScenery(item));
  const discs = new Map();

  function placeAt(x, y) {
    const box = node.getBoundingClientRect();
    const along = (n, size) => within(((n - RADIUS) / (size - 2 * RADIUS)) * 100);
    return { across: along(x - box.left, box.width), up: 100 - along(y - box.top, box.height) };
  }

  function tap(event) {
    if (!event.target.closest(".alo-gr-disc")) act.tap(placeAt(event.clientX, event.clientY));
  }

  function discOf(id) {
    if (!discs.has(id)) {
      discs.set(id, kit.el("button", { type: "button", class: "alo-gr-disc", tabindex: "-1", "data-card": id,
        onClick: (event) => act.press(id, event) }, kit.el("span", {})));
    }
    return discs.get(id);
  }

  function put(disc, { n, at, isHeld, tone }) {
    disc.firstChild.textContent = String(n);
    disc.setAttribute("aria-label", kit.t(model, "grid.disc", { number: n, place: placeWords(model, item, at) }));
    disc.style.setProperty("--alo-across", String(at.across / 100));
    disc.style.setProperty("--alo-up", String(at.up / 100));
    disc.toggleAttribute("data-held", isHeld);
    disc.toggleAttribute("data-unlaid", isHeld && !tone.laid);
    if (tone.name) disc.dataset.tone = tone.name;
    else delete disc.dataset.tone;
    if (!disc.isConnected) node.append(disc);
  }

  // shown: [{id, n, at, isHeld, tone: {name, laid}}], the numbers that lie in the field now
  function show(shown) {
    const ids = new Set(shown.map((one) => one.id));
    for (const [id, disc] of discs) if (!ids.has(id)) disc.remove();
    for (const one of shown) put(discOf(one.id), one);
  }

  return { node, show, placeAt };
}
