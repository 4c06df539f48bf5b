// The form "order" of a check: rows that move by button, by key or by dragging, and a place for what does
// not belong. Joined before widget.js.

const arrow = (d) =>
  kit.svg("svg", { class: "alo-icon", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" }, kit.svg("path", { d }));
const UP = "M8 13V3M3.5 7.5 8 3l4.5 4.5";
const DOWN = "M8 3v10M3.5 8.5 8 13l4.5-4.5";

function drawPlaced(model, item, option, act) {
  const named = (key) => kit.t(model, key, { text: option.text });
  const step = (key, d, by) => kit.el("button", { type: "button", class: "alo-step", title: kit.t(model, key),
    "data-step": by, "aria-label": named(`${key}-one`), onClick: () => act.step(option.id, by) }, arrow(d));
  const [up, down] = [step("check.up", UP, -1), step("check.down", DOWN, 1)];
  const swap = kit.button("", () => act.swap(option.id), { quiet: true });
  swap.dataset.step = "swap";
  const place = kit.el("span", { class: "alo-place", "aria-hidden": "true" });
  const reason = slot();
  const buttons = kit.el("span", { class: "alo-steps" }, up, down, item.spare && swap);
  const node = kit.el("li", { class: "alo-placed", "data-id": option.id },
    kit.el("span", { class: "alo-handle", "aria-hidden": "true" }), place,
    kit.el("span", { class: "alo-placed-text" }, option.text), buttons, reason);
  const show = (n, last) => {
    const aside = n < 0;
    place.textContent = aside ? "" : String(n + 1);
    for (const one of [up, down]) one.hidden = aside;
    // Not `disabled`: the button would lose the focus when its row reaches the end.
    up.setAttribute("aria-disabled", String(n === 0));
    down.setAttribute("aria-disabled", String(n === last));
    swap.textContent = kit.t(model, aside ? "check.back" : "check.aside");
    swap.setAttribute("aria-label", named(aside ? "check.back-one" : "check.aside-one"));
  };
  return { node, reason, swap, show };
}

function drawOrder(model, item, { prompt, change, get, say }) {
  const rows = new Map(item.options.map((option) => [option.id, drawPlaced(model, item, option, { step, swap })]));
  const list = kit.el("ol", { class: "alo-list alo-order", role: "list", "aria-labelledby": prompt.promptId });
  const spareId = kit.id("spare");
  const spareHint = kit.el("p", { class: "alo-empty" }, kit.t(model, "check.spare-empty"));
  const spareList = kit.el("ul", { class: "alo-list", role: "list", "aria-labelledby": spareId });
  const spare = kit.el("div", { class: "alo-spare", "data-zone": "spare", hidden: !item.spare },
    kit.el("p", { class: "alo-spare-title", id: spareId }, kit.t(model, "check.spare")), spareHint, spareList);
  const asIs = kit.button(kit.t(model, "check.as-is"), () => change({ order: listed(item, get()) }), { quiet: true });
  const node = kit.el("div", { class: "alo-ordering" }, kit.el("div", { "data-zone": "order" }, list), spare, asIs);

  // Lays one option in the order at index n, or aside, and says where it now lies.
  function lay(id, n) {
    const order = listed(item, get()).filter((one) => one !== id);
    const aside = get().spare.filter((one) => one !== id);
    if (n === null) aside.push(id);
    else order.splice(n, 0, id);
    change({ order, spare: aside });
    const key = n === null ? "check.laid-aside" : "check.placed";
    say(kit.t(model, key, { text: textOf(item.options, id), place: n + 1, all: order.length }));
  }

  function step(id, by) {
    const order = listed(item, get());
    const n = order.indexOf(id) + by;
    if (n >= 0 && n < order.length) lay(id, n);
  }

  function swap(id) {
    const order = listed(item, get());
    lay(id, order.includes(id) ? null : order.length);
    rows.get(id).swap.focus();
  }

  function drop(row, zone, next) {
    const order = listed(item, get()).filter((one) => one !== row.dataset.id);
    if (zone.dataset.zone === "spare") return lay(row.dataset.id, null);
    lay(row.dataset.id, next ? order.indexOf(next.dataset.id) : order.length);
  }

  // Arrow keys go to the same button of the next row; with Alt they take the row along.
  function onKey(event) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const row = event.target.closest?.("[data-id]");
    if (!by || !row) return;
    event.preventDefault();
    if (event.altKey && row.parentNode === list) return step(row.dataset.id, by);
    const sibling = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    sibling?.querySelector(`[data-step="${event.target.dataset.step}"]`)?.focus();
  }

  node.addEventListener("keydown", onKey);
  kit.drag(node, { item: ".alo-placed", fixed: "button, .alo-slot", handle: ".alo-handle", zone: "[data-zone]", drop });

  function show(answer) {
    const order = listed(item, answer);
    kit.arrange(list, order.map((id) => rows.get(id).node));
    kit.arrange(spareList, answer.spare.map((id) => rows.get(id).node));
    rows.forEach((row, id) => row.show(order.indexOf(id), order.length - 1));
    spareHint.hidden = answer.spare.length > 0;
    asIs.hidden = isOrdered(answer);
  }
  return { node, show, slots: new Map([...rows].map(([id, row]) => [id, row.reason])) };
}
