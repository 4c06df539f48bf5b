// A knowledge check in four forms: one of several, several of several, matching, and putting in order.

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

// ---- the forms: each gives {node, slots, show(answer)}; slots is option id -> the place for its reason ----

const slot = () => kit.el("div", { class: "alo-slot", id: kit.id("reason"), hidden: true });

function drawChoice(model, item, { prompt, change, get }) {
  const type = item.form === "single" ? "radio" : "checkbox";
  const name = kit.id("choice");
  const slots = new Map();
  const inputs = new Map();
  const ticked = (id, on) => item.options.map((one) => one.id).filter((one) => (one === id ? on : get().chosen.includes(one)));
  const pick = (id, on) => change({ chosen: type === "radio" ? [id] : ticked(id, on) });
  const rows = item.options.map((option, n) => {
    slots.set(option.id, slot());
    inputs.set(option.id, kit.el("input", { type, name, "aria-describedby": slots.get(option.id).id,
      onChange: (event) => pick(option.id, event.target.checked) }));
    const letter = kit.el("span", { class: "alo-letter" }, LETTERS[n]);
    const label = kit.el("label", { class: "alo-option" }, inputs.get(option.id), letter, kit.el("span", {}, option.text));
    return kit.el("div", { class: "alo-choice" }, label, slots.get(option.id));
  });
  const role = type === "radio" ? "radiogroup" : "group";
  const named = { "aria-labelledby": prompt.promptId, "aria-describedby": prompt.hintId };
  const node = kit.el("div", { class: "alo-choices", role, ...named }, rows);
  return { node, slots, show: (answer) => inputs.forEach((input, id) => { input.checked = answer.chosen.includes(id); }) };
}

// A closed list on a narrow screen cuts its text short: what was chosen stands below it in full.
const LONG = 33;

function drawPair(model, item, option, pick) {
  const id = kit.id("match");
  const reason = slot();
  const choices = item.targets.map((target) => kit.el("option", { value: target.id }, target.text));
  const select = kit.el("select", { id, class: "alo-select", "aria-describedby": reason.id,
    onChange: (event) => pick(option.id, event.target.value) },
  kit.el("option", { value: "" }, kit.t(model, "check.choose")), choices);
  const full = kit.el("p", { class: "alo-pair-text", "aria-hidden": "true" });
  const show = (to) => {
    select.value = to ?? "";
    full.textContent = textOf(item.targets, to);
    full.hidden = full.textContent.length < LONG;
  };
  const node = kit.el("li", { class: "alo-pair" }, kit.el("label", { for: id }, option.text), select, full, reason);
  return { node, reason, show };
}

// A closed list keeps its choices to itself on paper: there they stand below, with numbers to write into the boxes.
function drawTargets(model, item) {
  return kit.el("div", { class: "alo-targets", "aria-hidden": "true" }, kit.el("p", {}, kit.t(model, "check.match-with")),
    kit.el("ol", {}, item.targets.map((target) => kit.el("li", {}, target.text))));
}

function drawMatch(model, item, { change, get }) {
  const pick = (id, to) => {
    const { [id]: _before, ...rest } = get().pairs;
    change({ pairs: to ? { ...rest, [id]: to } : rest });
  };
  const rows = new Map(item.options.map((option) => [option.id, drawPair(model, item, option, pick)]));
  const pairs = kit.el("ul", { class: "alo-list alo-pairs", role: "list" }, [...rows.values()].map((row) => row.node));
  const node = kit.el("div", {}, pairs, drawTargets(model, item));
  const slots = new Map([...rows].map(([id, row]) => [id, row.reason]));
  return { node, slots, show: (answer) => rows.forEach((row, id) => row.show(answer.pairs[id])) };
}

const FORMS = { single: drawChoice, multiple: drawChoice, match: drawMatch, order: drawOrder };

// ---- how sure one is ----

function drawConfidence(model, item, change) {
  const name = kit.id("sure");
  const titleId = kit.id("sure-title");
  const inputs = [1, 2, 3].map((level) =>
    kit.el("input", { type: "radio", name, value: String(level), onChange: () => change({ confidence: level }) }));
  const labels = inputs.map((input, n) => kit.el("label", {}, input, kit.el("span", {}, kit.t(model, `check.sure-${n + 1}`))));
  const title = kit.t(model, item.graded ? "check.how-sure-graded" : "check.how-sure");
  const node = kit.el("div", { class: "alo-sure", role: "radiogroup", "aria-labelledby": titleId, hidden: !item.confidence },
    kit.el("p", { id: titleId }, title), kit.el("div", { class: "alo-sure-levels" }, labels));
  return { node, show: (answer) => inputs.forEach((input, n) => { input.checked = answer.confidence === n + 1; }) };
}

// ---- the foot: reasons for a formative check, "recorded" for a graded one ----

function formativeFoot(model, card, form, { get, change }) {
  const { item } = card;
  const judged = () => item.options.map((option) => JUDGES[item.form](model, item, get(), option));
  const reasons = kit.reasons(model, card, { key: "check", toggle });

  function toggle() {
    if (reasons.open && !get().looked) change({ looked: true });
    else show();
    if (reasons.open) card.say(reasons.outcome.firstChild.textContent);
  }

  function show() {
    reasons.update({ ready: isAnswered(item, get()), looked: get().looked });
    const all = reasons.open ? judged() : [];
    item.options.forEach((option, n) => {
      const place = form.slots.get(option.id);
      place.hidden = !reasons.open;
      place.replaceChildren(...(reasons.open ? [kit.verdict(all[n].tone, all[n].words, option.reason)] : []));
    });
    reasons.outcome.replaceChildren(...(reasons.open ? summary(model, item, get(), all) : []));
  }
  return { show, touched: reasons.touched };
}

function gradedFoot(model, card, { get, isKept }) {
  const state = kit.el("span");
  card.foot.append(kit.el("span", {}, kit.t(model, "points", { n: card.item.points })), state);
  const show = () => {
    const key = !isAnswered(card.item, get()) ? "check.unanswered" : isKept() ? "check.recorded" : "check.recording";
    state.textContent = kit.t(model, key);
  };
  return { show, touched: () => {} };
}

// ---- the widget ----

function render({ model, el }) {
  const card = kit.card(model, el, "check");
  const { item } = card;
  let answer = understood(item, {});
  let saver = null;
  const get = () => answer;
  const isKept = () => saver !== null && kit.same(kept(understood(item, saver.value() ?? {})), kept(answer));

  function change(part) {
    answer = { ...answer, ...part };
    if (!("looked" in part)) foot.touched();
    show();
    saver.changed();
  }

  function show() {
    form.show(answer);
    sure.show(answer);
    foot.show();
  }

  const form = FORMS[item.form](model, item, { prompt: card.prompt(), change, get, say: card.say });
  const sure = drawConfidence(model, item, change);
  card.body.append(form.node, sure.node);
  const foot = item.graded ? gradedFoot(model, card, { get, isKept }) : formativeFoot(model, card, form, { get, change });
  saver = kit.saver(model, card, {
    read: () => kept(answer),
    write: (value) => { answer = understood(item, value); show(); },
    describe: (value) => describe(model, item, value),
  });
  foot.show();
  const onKept = () => foot.show();
  model.on("change:rev", onKept);
  card.onDispose(() => model.off("change:rev", onKept));
  return card.dispose;
}

export default { render };
