// The fields of a plan. Each part is {node, read(), write(), ...}.

const WORDS_LENGTH = 2000;
const PLACE_LENGTH = 200;
const isTime = (text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

// Examples stand under a box that is empty or holds one of them, so that taking one never overwrites own words.
function drawExamples(model, label, examples, box, act) {
  if (!examples.length) return null;
  const take = (text) => {
    box.value = text;
    kit.grow(box);
    act();
    box.focus();
  };
  const buttons = examples.map((text) =>
    kit.el("button", { type: "button", class: "alo-plan-example", onClick: () => take(text) }, text));
  const hintId = kit.id("examples");
  return kit.el("div", { class: "alo-plan-examples", role: "group", "aria-labelledby": hintId },
    kit.el("p", { class: "alo-field-hint", id: hintId }, kit.t(model, "plan.examples"),
      kit.el("span", { class: "alo-unseen" }, ` ${label}`)), buttons);
}

function drawWords(model, key, examples, changed) {
  const label = kit.t(model, key);
  // A phone would begin with a capital letter, in the middle of a sentence.
  const box = kit.box({ maxlength: WORDS_LENGTH, autocapitalize: "none" });
  const taken = examples.map((text) => text.trim());
  const list = drawExamples(model, label, taken, box, act);
  const show = () => { if (list) list.hidden = box.value.trim() !== "" && !taken.includes(box.value.trim()); };
  function act() { show(); changed(); }
  box.addEventListener("input", act);
  return {
    node: kit.el("div", { class: "alo-plan-words" }, kit.field(label, box), list),
    read: () => box.value,
    write: (text) => { box.value = text; kit.grow(box); show(); },
  };
}

function drawFields(model, item, changed) {
  const cue = drawWords(model, "plan.cue", item.cues ?? [], changed);
  const action = drawWords(model, "plan.action", item.actions ?? [], changed);
  const place = kit.el("input", { type: "text", class: "alo-input", maxlength: PLACE_LENGTH, autocomplete: "off", onInput: changed });
  const date = kit.el("input", { type: "date", class: "alo-input", max: "9999-12-31", onInput: changed });
  const time = kit.el("input", { type: "time", class: "alo-input", onInput: changed });
  const nodes = [cue.node, action.node, kit.el("div", { class: "alo-plan-when" },
    kit.field(kit.t(model, "plan.date"), date), kit.field(kit.t(model, "plan.time"), time),
    kit.field(kit.t(model, "plan.place"), place))];
  return {
    nodes,
    // A browser may add seconds to a time.
    read: () => ({ cue: cue.read(), action: action.read(), place: place.value, date: date.value, time: time.value.slice(0, 5) }),
    write: (value) => {
      cue.write(kit.textOf(value.cue));
      action.write(kit.textOf(value.action));
      place.value = kit.textOf(value.place);
      date.value = kit.isDate(kit.textOf(value.date)) ? value.date : "";
      time.value = isTime(kit.textOf(value.time)) ? value.time : "";
    },
  };
}
