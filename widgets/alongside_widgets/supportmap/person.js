// One person: as a card in the list, and as the form that is being filled in.

function drawPerson(model, item, one, sign, act) {
  const name = labelOf(model, one);
  const gifts = giftsOf(item, one);
  const line = (label, ...kids) => kit.el("p", { class: "alo-sm-line" }, kit.el("span", { class: "alo-sm-line-label" }, `${label}: `), kids);
  const change = kit.button(kit.t(model, "map.change"), () => act.open(one), { quiet: true, label: kit.t(model, "map.change-one", { name }) });
  const remove = kit.button(kit.t(model, "map.remove"), () => act.remove(one), { quiet: true, label: kit.t(model, "map.remove-one", { name }) });
  change.dataset.key = `change-${one.id}`;
  return kit.el("li", { class: "alo-sm-person" },
    kit.el("p", { class: "alo-sm-name" }, kit.el("span", { class: "alo-sm-badge", "aria-hidden": "true" }, sign), kit.el("strong", {}, name)),
    line(kit.t(model, "map.ring"), ringOf(item, one)?.label ?? kit.t(model, "map.no-ring")),
    line(kit.t(model, "map.gives"), gifts.map((gift) => gift.label).join(", ") || kit.t(model, "map.gives-nothing")),
    item.lasting && kit.el("p", { class: "alo-sm-line" }, kit.t(model, one.lasts ? "map.lasts" : "map.lasts-not")),
    one.step.trim() && line(kit.t(model, "map.next"), kit.el("span", { class: "alo-sm-step" }, one.step.trim())),
    kit.el("div", { class: "alo-buttons alo-sm-tools" }, change, remove));
}

// The list for a pen, while nobody is on the map: what somebody gives has a number there.
function drawPen(model, item) {
  const names = ["map.paper-who", "map.ring", "map.paper-gives", ...(item.lasting ? ["map.paper-lasts"] : []), "map.next"];
  const gifts = item.gifts.map((gift) => kit.el("li", {}, gift.label, gift.hint ? [": ", gift.hint] : []));
  const table = kit.penTable(names.map((name) => kit.t(model, name)), 6);
  return [kit.el("p", {}, kit.t(model, "map.paper")), kit.el("ol", {}, gifts), table];
}

// ---- the form ----

function tick(type, name, checked, label, hint, onChange) {
  const input = kit.el("input", { type, name, checked, onChange: (event) => onChange(event.target.checked) });
  return kit.el("label", { class: "alo-tick" }, input,
    kit.el("span", {}, label, hint && kit.el("span", { class: "alo-sm-tick-hint" }, hint)));
}

const group = (legend, name, kids) => kit.el("fieldset", { class: `alo-sm-set ${name}` }, kit.el("legend", { class: "alo-label" }, legend), kids);

function drawName(model, one, set) {
  const warning = kit.el("p", { class: "alo-sm-kindly", role: "status" });
  const look = (name) => { warning.textContent = looksLikeName(name) ? kit.t(model, "map.full-name") : ""; };
  const input = kit.el("input", { type: "text", class: "alo-input", maxlength: NAME_LIMIT, value: one.name, autocomplete: "off",
    "data-key": "name", onInput: () => { set({ name: input.value }); look(input.value); } });
  look(one.name);
  return kit.field(kit.t(model, "map.name"), input, { hint: kit.t(model, "map.name-hint"), more: [warning] });
}

// act: set(one, changes), person(id), close(), remove(one).
function drawForm(model, item, one, act) {
  const set = (changes) => act.set(one, changes);
  const radios = kit.id("ring");
  const give = (gift) => (given) => {
    const others = act.person(one.id).gifts.filter((id) => id !== gift.id);
    set({ gifts: given ? [...others, gift.id] : others });
  };
  const step = kit.box({ maxlength: STEP_LIMIT, value: one.step, onInput: (event) => set({ step: event.target.value }) });
  const form = kit.el("div", { class: "alo-sm-form", role: "group", "aria-label": kit.t(model, "map.person") },
    drawName(model, one, set),
    group(kit.t(model, "map.ring-ask"), "alo-sm-rings", item.rings.map((ring) =>
      tick("radio", radios, one.ring === ring.id, ring.label, "", () => set({ ring: ring.id })))),
    group(kit.t(model, "map.gifts-ask"), "alo-sm-gifts", item.gifts.map((gift) =>
      tick("checkbox", null, one.gifts.includes(gift.id), gift.label, gift.hint, give(gift)))),
    item.lasting && tick("checkbox", null, one.lasts, kit.t(model, "map.lasts"), "", (lasts) => set({ lasts })),
    kit.field(kit.t(model, "map.step"), step),
    kit.el("div", { class: "alo-buttons" }, kit.button(kit.t(model, "map.close"), () => act.close()),
      kit.button(kit.t(model, "map.remove"), () => act.remove(one), { quiet: true })));
  return kit.el("li", { class: "alo-sm-open" }, form);
}
