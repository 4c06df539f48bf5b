// The parts of the page: people, limits, headings. Each is {node, read(), write(), ...} over one stretch of it.

const NAME_LENGTH = 60;
const LINE_LENGTH = 2000;
const CLAUSE_LENGTH = 4000;

function drawPeople(model, item, changed) {
  const inputs = item.people.map((one) => ({
    id: one.id,
    input: kit.el("input", { type: "text", class: "alo-input", maxlength: NAME_LENGTH, autocomplete: "off", onInput: changed }),
    one,
  }));
  const hint = kit.t(model, "agreement.people-hint");
  const node = kit.el("div", { class: "alo-parties" },
    inputs.map(({ one, input }) => kit.field(one.label, input, { hint: one.hint || hint })));
  return {
    node,
    read: () => inputs.map(({ id, input }) => [id, input.value]),
    write: (fields) => { for (const { id, input } of inputs) input.value = kit.textOf(fields[id]); },
  };
}

function drawLimits(model, item, changed) {
  const ticks = item.limits.map((limit) => {
    const input = kit.el("input", { type: "checkbox", onChange: changed });
    return { id: limit.id, input, node: kit.el("label", { class: "alo-tick" }, input, kit.el("span", {}, limit.text)) };
  });
  const words = kit.box({ maxlength: LINE_LENGTH, onInput: changed });
  const headingId = kit.id("limits");
  const must = kit.el("em", { class: "alo-must" }, kit.t(model, "agreement.must"));
  const node = kit.el("div", { class: "alo-limits", role: "group", "aria-labelledby": headingId },
    kit.el("p", { class: "alo-label", id: headingId }, kit.t(model, "agreement.limits"), " ", must),
    kit.el("p", { class: "alo-field-hint" }, kit.t(model, "agreement.limits-how")),
    ticks.map((one) => one.node), kit.field(item.own_words, words));
  return {
    node,
    read: () => ({ limits: ticks.filter((one) => one.input.checked).map((one) => one.id), own_words: words.value }),
    write: (value) => {
      const told = Array.isArray(value.limits) ? value.limits : [];
      for (const { id, input } of ticks) input.checked = told.includes(id);
      words.value = kit.textOf(value.own_words);
      kit.grow(words);
    },
    left: () => ticks.filter((one) => !one.input.checked).length,
    unsaid: () => !words.value.trim(),
    firstMissing: () => ticks.find((one) => !one.input.checked)?.input ?? words,
  };
}

// Suggested words stand beside an empty box only, so that taking them never overwrites anything.
function drawSuggestion(model, clause, box, take) {
  if (!clause.suggested) return null;
  const button = kit.button(kit.t(model, "agreement.take"), () => {
    box.value = clause.suggested;
    kit.grow(box);
    take();
    box.focus();
  }, { quiet: true, label: kit.t(model, "agreement.take-one", { label: clause.label }) });
  return kit.el("div", { class: "alo-suggested" }, kit.el("p", {}, clause.suggested), button);
}

function drawClause(model, clause, changed) {
  const box = kit.box({ maxlength: CLAUSE_LENGTH });
  const suggestion = drawSuggestion(model, clause, box, act);
  const show = () => { if (suggestion) suggestion.hidden = box.value.trim() !== ""; };
  function act() { show(); changed(); }
  box.addEventListener("input", act);
  const node = kit.el("li", { class: "alo-clause" }, kit.field(clause.label, box, { hint: clause.hint }), suggestion);
  const write = (text) => { box.value = text; kit.grow(box); show(); };
  return { id: clause.id, node, read: () => box.value, write };
}

function drawClauses(model, item, changed) {
  const clauses = item.fields.map((clause) => drawClause(model, clause, changed));
  return {
    node: kit.el("ol", { class: "alo-clauses" }, clauses.map((one) => one.node)),
    read: () => clauses.map((one) => [one.id, one.read()]),
    write: (fields) => { for (const one of clauses) one.write(kit.textOf(fields[one.id])); },
  };
}
