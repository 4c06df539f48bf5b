// A self-assessment: one row of radio buttons for each statement, and profiles kept over time.
function radio(model, { row, point, name, textId, headId, choose }) {
  const input = kit.el("input", { type: "radio", name, value: String(point.value), "aria-labelledby": `${textId} ${headId}` });
  input.addEventListener("change", () => choose(row, point.value));
  return kit.el("label", { class: "alo-point" }, input, kit.el("span", { class: "alo-point-word", "aria-hidden": "true" }, point.label));
}

function drawRow(model, row, scale, heads, act) {
  const name = kit.id("row");
  const textId = kit.id("statement");
  const clear = kit.button(kit.t(model, "rate.clear"), () => act.clear(row), { quiet: true, label: kit.t(model, "rate.clear-one", { text: row.text }) });
  const points = scale.map((point, n) => radio(model, { row, point, name, textId, headId: heads[n], choose: act.choose }));
  const node = kit.el("div", { class: "alo-row", role: "radiogroup", "aria-labelledby": textId },
    kit.el("p", { class: "alo-statement", id: textId }, row.text), points, clear);
  const show = (value) => {
    for (const input of node.querySelectorAll("input")) input.checked = input.value === String(value);
    clear.classList.toggle("alo-away", value == null);
  };
  return { node, show, focus: () => node.querySelector("input").focus() };
}

function render({ model, el }) {
  const card = kit.card(model, el, "rate");
  card.prompt();
  return card.dispose;
}

export default { render };
