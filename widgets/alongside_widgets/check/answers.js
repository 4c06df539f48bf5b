// What an answer to a check means, and how it compares with ours. Joined before widget.js.
// Whether an answer is right is worked out for formative checks only: graded ones carry no answer.

const SURE = 3;
const GUESS = 1;

// ---- answers ----

// What a stored answer still means: options and targets may have gone since it was given.
function understood(item, value) {
  const options = new Set(item.options.map((one) => one.id));
  const targets = new Set(item.targets.map((one) => one.id));
  const only = (list) => [...new Set(Array.isArray(list) ? list : [])].filter((id) => options.has(id));
  const chosen = only(value.chosen);
  const pairs = Object.entries(value.pairs ?? {}).filter(([id, to]) => options.has(id) && targets.has(to));
  const spare = item.spare ? only(value.spare) : [];
  return {
    chosen: item.form === "single" ? chosen.slice(0, 1) : chosen,
    pairs: Object.fromEntries(pairs),
    order: only(value.order).filter((id) => !spare.includes(id)),
    spare,
    confidence: [1, 2, 3].includes(value.confidence) ? value.confidence : null,
    looked: value.looked === true,
  };
}

// The answer as it is kept: what is empty is left out.
function kept(answer) {
  const none = (part) => typeof part === "object" && Object.keys(part).length === 0;
  const empty = (part) => part == null || part === false || none(part);
  return Object.fromEntries(Object.entries(answer).filter(([, part]) => !empty(part)));
}

const isOrdered = (answer) => answer.order.length + answer.spare.length > 0;

// The order on the screen: what was laid, then what has no place yet.
function listed(item, { order, spare }) {
  const rest = item.options.map((one) => one.id).filter((id) => !order.includes(id) && !spare.includes(id));
  return [...order, ...rest];
}

function isAnswered(item, answer) {
  if (item.form === "match") return item.options.every((one) => answer.pairs[one.id]);
  return item.form === "order" ? isOrdered(answer) : answer.chosen.length > 0;
}

const textOf = (list, id) => list.find((one) => one.id === id)?.text ?? "";

function describe(model, item, value) {
  const answer = understood(item, value);
  const lines = {
    match: () => Object.entries(answer.pairs).map(([id, to]) =>
      kit.t(model, "check.pair", { text: textOf(item.options, id), target: textOf(item.targets, to) })),
    order: () => (isOrdered(answer) ? listed(item, answer) : []).map((id, n) =>
      kit.t(model, "check.numbered", { place: n + 1, text: textOf(item.options, id) })),
  };
  const said = lines[item.form]?.() ?? answer.chosen.map((id) => textOf(item.options, id));
  return said.length ? kit.el("ul", {}, said.map((line) => kit.el("li", {}, line))) : kit.t(model, "check.nothing");
}

// ---- what we think of it: for each option {same, tone, words} ----

function judgeChoice(model, item, answer, option) {
  const mine = answer.chosen.includes(option.id);
  const same = mine === option.right;
  const key = `check.${item.form}.${mine ? "chosen" : "left"}-${option.right ? "right" : "wrong"}`;
  const plain = !mine && !option.right;
  const shown = same || (item.form === "single" && option.right) ? "same" : "other";
  return { same, tone: plain ? "plain" : shown, words: kit.t(model, key) };
}

function judgePair(model, item, answer, option) {
  const same = answer.pairs[option.id] === option.target;
  const target = textOf(item.targets, option.target);
  const words = kit.t(model, same ? "check.match.same" : "check.match.other", { target });
  return { same, tone: same ? "same" : "other", words };
}

function judgePlace(model, item, answer, option) {
  const ours = item.order.indexOf(option.id) + 1;
  const yours = listed(item, answer).indexOf(option.id) + 1;
  const same = ours === yours;
  const name = (place) => (place ? "place" : "spare");
  const key = `check.order.${same ? "same" : name(yours)}-${name(ours)}`;
  return { same, tone: same ? "same" : "other", words: kit.t(model, key, { yours, ours }) };
}

const JUDGES = { single: judgeChoice, multiple: judgeChoice, match: judgePair, order: judgePlace };

// A line for those whose confidence and outcome do not fit together.
function surprise(answer, allSame) {
  if (allSame) return answer.confidence === GUESS ? "check.guess-but" : null;
  return answer.confidence === SURE ? "check.sure-but" : null;
}

function summary(model, item, answer, judged) {
  const done = judged.filter((one) => one.same).length;
  const allSame = done === judged.length;
  const key = allSame ? "check.all-same" : item.form === "single" ? "check.single.other" : "check.some-same";
  const odd = surprise(answer, allSame);
  return [
    kit.el("p", {}, kit.t(model, key, { done, all: judged.length })),
    odd && kit.el("p", {}, kit.t(model, odd)),
    item.form === "order" && !allSame && ourOrder(model, item),
    item.explain && kit.el("p", {}, item.explain),
  ].filter(Boolean);
}

function ourOrder(model, item) {
  const lines = item.order.map((id) => kit.el("li", {}, textOf(item.options, id)));
  return kit.el("div", {}, kit.el("p", {}, kit.t(model, "check.our-order")), kit.el("ol", {}, lines));
}
