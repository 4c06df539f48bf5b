// The plan that this one follows, in the person's own words, and what became of it. Nothing here is a mark: a
// plan that was not carried out is asked what got in its way.

const BECAME = ["did", "partly", "not-yet", "dropped"];
const LEARNT_LENGTH = 4000;

function drawEarlier(model, before) {
  const moment = momentOf(model, { ...before, time: "" });
  return kit.el("blockquote", { class: "alo-plan-earlier" },
    kit.el("p", {}, sentenceOf(model, before)),
    moment && kit.el("p", { class: "alo-field-hint" }, capital(moment)));
}

// What stands above the questions: the plan, or that none is kept, or that it cannot be shown here.
function drawOccasion(model, before) {
  if (before) return drawEarlier(model, before);
  return kit.el("p", { class: "alo-plan-occasion" }, kit.t(model, before === null ? "plan.before-none" : "plan.before-elsewhere"));
}

function drawBecame(model, labelId, choose) {
  const name = kit.id("became");
  const inputs = BECAME.map((value) => kit.el("input", { type: "radio", name, value, onChange: () => choose(value) }));
  const ways = inputs.map((input) =>
    kit.el("label", { class: "alo-tick" }, input, kit.el("span", {}, kit.t(model, `plan.became.${input.value}`))));
  const clear = kit.button(kit.t(model, "plan.clear"), () => { choose(""); inputs[0].focus(); }, { quiet: true });
  const node = kit.el("div", { class: "alo-plan-became", role: "radiogroup", "aria-labelledby": labelId }, ways);
  const show = (became) => {
    for (const input of inputs) input.checked = input.value === became;
    clear.hidden = !became;
  };
  return { node: kit.el("div", { class: "alo-plan-ways" }, node, clear), show };
}

function drawQuestions(model, changed) {
  let became = "";
  const labelId = kit.id("what-became");
  const ways = drawBecame(model, labelId, (value) => { became = value; show(); changed(); });
  const box = kit.box({ maxlength: LEARNT_LENGTH, onInput: changed });
  const kind = kit.el("p", { class: "alo-field-hint" });
  const field = kit.field("", box, { more: [kind] });
  const label = field.querySelector("label");
  label.after(kind);
  const node = kit.el("div", { class: "alo-plan-questions" },
    kit.el("p", { class: "alo-label", id: labelId }, kit.t(model, "plan.became")), ways.node, field);

  function show() {
    ways.show(became);
    label.textContent = kit.t(model, became ? `plan.learnt.${became}` : "plan.learnt");
    kind.textContent = became ? kit.t(model, `plan.kind.${became}`) : "";
    kind.hidden = !became;
  }

  return {
    node,
    read: () => ({ became, learnt: box.value }),
    write: (value) => {
      became = BECAME.includes(value.became) ? value.became : "";
      box.value = kit.textOf(value.learnt);
      kit.grow(box);
      show();
    },
  };
}

function drawBefore(model, item, changed) {
  const questions = drawQuestions(model, changed);
  const none = item.before === null;
  const fold = none && kit.el("details", { class: "alo-plan-paper" },
    kit.el("summary", {}, kit.t(model, "plan.before-paper")), questions.node);
  const titleId = kit.id("before");
  const node = kit.el("div", { class: "alo-plan-before", role: "group", "aria-labelledby": titleId },
    kit.el("p", { class: "alo-plan-part", id: titleId }, kit.t(model, "plan.before")),
    drawOccasion(model, item.before), fold || questions.node);
  const write = (value) => {
    questions.write(value);
    const { became, learnt } = questions.read();
    if (fold && (became || learnt)) fold.open = true;
  };
  return { node, read: questions.read, write };
}
