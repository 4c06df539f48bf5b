// What lies where as a table, and two readings of a card side by side. Joined before widget.js.

const hasReading = (item) => item.moments.some((one) => one.best.length || one.reason);

function either(model, titles) {
  const lang = (model.get("strings")?.lang || "en").replace("_", "-");
  return new Intl.ListFormat(lang === "en" ? "en-GB" : lang, { type: "disjunction" }).format(titles);
}

// How a laid card compares: as "same", "between", "other" or "open", and in words.
function compare(model, item, moment, at) {
  const { best } = moment;
  const here = cornersAt(at);
  const rest = best.filter((corner) => !here.includes(corner));
  const isBetween = here.length > 1;
  const named = rest.length && !isBetween ? rest : best;
  const places = either(model, named.map((corner) => titleOf(item, corner)));
  const say = (as, key) => ({ as, words: kit.t(model, `grid.${key}`, { places }) });
  if (!best.length) return say("open", "no-reading");
  if (isBetween) return best.length > 1 && !rest.length ? say("same", "both-between") : say("between", "you-between");
  if (rest.length === best.length) return say("other", "other");
  return say("same", rest.length ? "same-also" : "same");
}

const TONES = { same: "same", between: "plain", other: "other", open: "plain" };

// The roles are spelt out: on a phone the table is laid out in another way, and would lose its own.
function drawTable(model, item, book) {
  const heads = [kit.t(model, "grid.moment"), item.up.label, item.across.label, kit.t(model, "grid.where")];
  const row = (moment, n) => {
    const at = book.placeOf(moment.id);
    const cells = at ? [at.up, at.across, placeWords(model, item, at)] : ["–", "–", kit.t(model, "grid.not-laid")];
    return kit.el("tr", { role: "row" },
      kit.el("th", { role: "rowheader", scope: "row" }, `${n + 1} `, moment.text.trim() || kit.t(model, "grid.own-empty")),
      cells.map((cell, k) => kit.el("td", { role: "cell", "data-label": heads[k + 1] }, String(cell))));
  };
  return kit.el("table", { class: "alo-gr-table", role: "table" },
    kit.el("caption", {}, kit.t(model, "grid.caption", { low: 0, high: 100 })),
    kit.el("thead", { role: "rowgroup" }, kit.el("tr", { role: "row" },
      heads.map((head) => kit.el("th", { role: "columnheader", scope: "col" }, head)))),
    kit.el("tbody", { role: "rowgroup" }, book.all().map(row)));
}

function describe(model, item, value) {
  const book = fieldBook(item);
  book.load(value);
  const told = book.all().filter((one) => book.placeOf(one.id) || one.isOwn);
  if (!told.length) return kit.t(model, "grid.nothing");
  const place = (at) => (at ? placeWords(model, item, at) : kit.t(model, "grid.not-laid"));
  return kit.el("ul", {}, told.map((one) =>
    kit.el("li", {}, one.text, kit.el("br"), kit.el("strong", {}, place(book.placeOf(one.id))))));
}
