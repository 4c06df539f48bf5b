// What the map shows: observations, each of which ends in a question to the person. Nothing is a verdict.

const HALF = 0.5;
const FEW = 3; // with fewer ticks than this, somebody always carries more than half

function languageOf(model) {
  const lang = (model.get("strings")?.lang || "en").replace("_", "-");
  return lang === "en" ? "en-GB" : lang;
}

const listed = (model, words) => new Intl.ListFormat(languageOf(model), { type: "conjunction" }).format(words);

function missing(model, item, people) {
  const none = item.gifts.filter((gift) => !people.some((one) => one.gifts.includes(gift.id)));
  return none.length > 0 && kit.t(model, "map.missing", { gifts: listed(model, none.map((gift) => gift.label)) });
}

function carrier(model, item, people) {
  const all = people.reduce((sum, one) => sum + giftsOf(item, one).length, 0);
  const most = people.find((one) => giftsOf(item, one).length > all * HALF);
  return most && all >= FEW && kit.t(model, "map.carries", { name: labelOf(model, most), given: giftsOf(item, most).length, all });
}

function lasting(model, item, people) {
  if (!item.lasting) return false;
  const stay = people.filter((one) => one.lasts).length;
  if (stay === 0) return kit.t(model, "map.last-none");
  if (stay === people.length) return kit.t(model, "map.last-all");
  return kit.t(model, "map.last-some", { lasting: stay, people: kit.t(model, "people", { n: people.length }) });
}

function nearest(model, item, people) {
  const [ring] = item.rings;
  return !people.some((one) => one.ring === ring.id) && kit.t(model, "map.near-empty", { ring: ring.label });
}

function unplaced(model, item, people) {
  const names = people.filter((one) => !ringOf(item, one)).map((one) => labelOf(model, one));
  return names.length > 0 && kit.t(model, "map.unplaced", { names: listed(model, names) });
}

function observations(model, item, people) {
  const gaps = [missing, carrier].map((look) => look(model, item, people)).filter(Boolean);
  const even = !gaps.length && kit.t(model, "map.even");
  const others = [nearest, lasting, unplaced].map((look) => look(model, item, people));
  return [...gaps, even, ...others].filter(Boolean);
}

function drawShows(model, item, people) {
  const given = (gift) => people.filter((one) => one.gifts.includes(gift.id)).map((one) => labelOf(model, one));
  const gifts = item.gifts.map((gift) => {
    const names = given(gift);
    return kit.el("li", {}, names.length
      ? kit.t(model, "map.gift", { gift: gift.label, names: listed(model, names) })
      : kit.t(model, "map.gift-nobody", { gift: gift.label }));
  });
  return kit.el("section", { class: "alo-sm-shows" },
    kit.el("p", { class: "alo-sm-title" }, kit.t(model, "map.shows")),
    kit.el("ul", { class: "alo-sm-told" }, observations(model, item, people).map((words) => kit.el("li", {}, words))),
    kit.el("p", { class: "alo-sm-given-title" }, kit.t(model, "map.given")),
    kit.el("ul", { class: "alo-sm-given" }, gifts));
}
