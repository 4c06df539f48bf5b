// The table: one row for each competence, both sides in words. On a narrow screen each row is a card. The roles
// are spelt out, because a table that is laid out otherwise loses its own.

function drawSide(model, label, words) {
  const entry = ({ when, said }) => kit.el("li", {}, kit.el("span", { class: "alo-cmp-when" }, when), kit.el("span", {}, said));
  const none = kit.el("span", { class: "alo-cmp-none" }, kit.t(model, "compare.nothing"));
  return kit.el("td", { role: "cell" }, kit.el("span", { class: "alo-cmp-label" }, label),
    words.length ? kit.el("ul", { class: "alo-cmp-entries", role: "list" }, words.map(entry)) : none);
}

function drawTable(model, item, figures) {
  const names = ["compare.competence", "compare.mine", "compare.theirs"].map((key) => kit.t(model, key));
  const head = kit.el("tr", { role: "row" }, names.map((name) => kit.el("th", { role: "columnheader", scope: "col" }, name)));
  const rows = figures.map(({ line, own, given }) => kit.el("tr", { role: "row" },
    kit.el("th", { role: "rowheader", scope: "row" }, line.text),
    drawSide(model, names[1], ownWords(model, item, own)),
    drawSide(model, names[2], givenWords(model, item, given))));
  return kit.el("table", { role: "table", class: "alo-cmp-table", "aria-label": item.prompt || null },
    kit.el("thead", { role: "rowgroup" }, head), kit.el("tbody", { role: "rowgroup" }, rows));
}

const scaleWords = (scale) => scale.map((point) => `${point.value} ${point.label}`).join(" · ");

// What the figures mean and where they come from; in words too where there are none.
function drawSources(model, item, profiles) {
  const where = (item.sources?.map?.((one) => one.title) ?? item.ratings).join(" · ");
  const key = !Array.isArray(item.own) ? "compare.elsewhere" : profiles.length ? "compare.sources" : "compare.no-own";
  const scales = [];
  for (const { scale } of profiles) if (!scales.some((other) => kit.same(other, scale))) scales.push(scale);
  const legend = [...scales.map((scale) => kit.t(model, "compare.my-scale", { scale: scaleWords(scale) })),
    kit.t(model, "compare.their-scale", { scale: scaleWords(item.levels) })];
  return [kit.el("p", { class: profiles.length ? "alo-cmp-source" : "alo-cmp-source alo-cmp-empty" }, kit.t(model, key, { where })),
    ...legend.map((text) => kit.el("p", { class: "alo-cmp-source" }, text))];
}
