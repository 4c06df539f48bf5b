// Two readings of a line side by side: whose marks, and which words. Joined before widget.js.

const hasReading = (item) => item.lines.some((line) => line.best.length || line.reason || line.judging.length);

function listed(model, texts, type = "conjunction") {
  const lang = (model.get("strings")?.lang || "en").replace("_", "-");
  return new Intl.ListFormat(lang === "en" ? "en-GB" : lang, { type }).format(texts);
}

// How the marks of a line compare with ours: as "same", "part", "other" or "open", and in words.
function compareMarks(model, item, line, chosen) {
  const best = item.marks.filter((mark) => line.best.includes(mark.id));
  const shared = chosen.filter((mark) => best.includes(mark));
  const rest = best.filter((mark) => !shared.includes(mark));
  const ours = shared.length && rest.length ? rest : best;
  const marks = listed(model, ours.map((mark) => mark.label), item.several ? "conjunction" : "disjunction");
  const say = (as, key) => ({ as, words: kit.t(model, `markup.${key}`, { marks }) });
  if (!best.length) return say("open", "no-reading");
  if (!shared.length) return say("other", "other");
  if (shared.length < chosen.length) {
    return { as: "part", words: kit.t(model, "markup.part", { shared: listed(model, shared.map((one) => one.label)) }) };
  }
  return say("same", rest.length ? "same-also" : "same");
}

// The words struck by both, by us alone and by the person alone, each as a sentence.
function compareWords(model, line, struck) {
  const pieces = piecesOf(line.text).filter(({ key }) => key);
  const told = (key, take) => {
    const words = pieces.filter(take).map(({ word }) => kit.t(model, "markup.word", { word }));
    return words.length ? kit.el("p", {}, kit.t(model, key, { words: listed(model, words) })) : null;
  };
  const ours = ({ key }) => line.judging.includes(key);
  const theirs = ({ key }) => struck.includes(key);
  return [
    told("markup.both-struck", (one) => ours(one) && theirs(one)),
    told(struck.length ? "markup.we-too" : "markup.we-strike", (one) => ours(one) && !theirs(one)),
    line.judging.length > 0 && told("markup.you-too", (one) => theirs(one) && !ours(one)),
  ].filter(Boolean);
}

const TONES = { same: "same", part: "plain", other: "other", open: "plain" };

// Our reading of one line, to stand under it.
function drawReading(model, line, { as, words }, struck) {
  const verdict = kit.verdict(TONES[as], words, line.reason);
  verdict.append(...compareWords(model, line, struck));
  if (line.rewritten) {
    verdict.append(kit.el("p", { class: "alo-mk-ours" }, kit.t(model, "markup.one-way"), " ", kit.el("q", {}, line.rewritten)));
  }
  return verdict;
}

function describe(model, item, value) {
  const notes = notebookOf(item);
  notes.load(value);
  const told = (line) => {
    const struck = piecesOf(line.text).filter(({ key }) => notes.struckIn(line).includes(key)).map(({ word }) => word);
    const marks = notes.marksOf(line).map((mark) => mark.label);
    const parts = [listed(model, marks), struck.length && kit.t(model, "markup.struck", { words: listed(model, struck) }), notes.textOf(line)];
    return kit.el("li", {}, line.text, kit.el("br"), kit.el("strong", {}, parts.filter(Boolean).join(" · ")));
  };
  const noted = item.lines.filter((line) => notes.marksOf(line).length || notes.struckIn(line).length || notes.textOf(line));
  return noted.length ? kit.el("ul", {}, noted.map(told)) : kit.t(model, "markup.nothing");
}
