// The look back: how it ended, who had the words, and what each line cost or gave. Joined before widget.js.

const chip = (model, kind, name) =>
  kit.el("span", { class: `alo-chip alo-chip-${kind}`, "data-name": name }, kit.t(model, `rehearse.${kind}.${name}`));

const ENDS = { good: "M3 8.5 6.5 12 13 4.5", mixed: "M3 6h10M3 10.5h10", poor: "M4 4l8 8M12 4l-8 8" };

function drawEnding(model, ending) {
  const sign = kit.svg("svg", { class: "alo-icon", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" },
    kit.svg("path", { d: ENDS[ending.kind] }));
  return kit.el("div", { class: "alo-ending", "data-kind": ending.kind },
    kit.el("p", { class: "alo-ending-kind" }, sign, kit.el("span", {}, kit.t(model, `rehearse.end.${ending.kind}`))),
    kit.el("p", {}, ending.text));
}

function drawShare(model, steps) {
  const { mine, theirs, percent } = share(steps);
  const bar = kit.el("div", { class: "alo-share", "aria-hidden": "true" },
    kit.el("span", { class: "alo-share-mine", style: `width: ${percent}%` }));
  const who = steps[0].turn.who;
  return kit.el("div", { class: "alo-figure" },
    kit.el("p", { class: "alo-figure-title" }, kit.t(model, "rehearse.share")), bar,
    kit.el("p", {}, kit.t(model, "rehearse.shares", { who, mine, theirs, percent })));
}

function drawCounts(model, steps, kind, field, names) {
  const rows = counted(steps, field, names).filter(([, times]) => times > 0).map(([name, times]) =>
    kit.el("li", {}, chip(model, kind, name), kit.el("span", { class: "alo-times" }, `× ${times}`)));
  return kit.el("div", { class: "alo-figure" },
    kit.el("p", { class: "alo-figure-title" }, kit.t(model, `rehearse.${kind}s`)),
    kit.el("ul", { class: "alo-counts" }, rows));
}

function drawFigures(model, steps) {
  return kit.el("div", { class: "alo-figures" }, drawShare(model, steps),
    drawCounts(model, steps, "stance", "stance", STANCES),
    drawCounts(model, steps, "question", "question", QUESTIONS));
}

// What stands under one of the lines in the look back.
function drawLook(model, step, again) {
  const chips = kit.el("p", { class: "alo-chips" }, chip(model, "stance", step.line.stance),
    !step.line.silence && chip(model, "question", step.line.question));
  const button = kit.button(kit.t(model, "rehearse.from-here"), again, { quiet: true });
  button.setAttribute("aria-label", kit.t(model, "rehearse.from-here-one", { text: step.turn.says }));
  return kit.el("div", { class: "alo-look" }, chips,
    step.own && kit.el("p", { class: "alo-near" }, kit.t(model, "rehearse.near", { text: step.line.text })),
    kit.el("p", {}, step.line.reason),
    step.closed > 0 && kit.el("p", { class: "alo-closed" }, kit.t(model, "rehearse.closed")),
    button);
}

// The same way through as plain text, for another version of an answer.
function describe(model, scenario, value) {
  const { steps, ending } = replay(scenario, understood(value).path);
  if (!steps.length) return kit.t(model, "rehearse.nothing");
  const lines = steps.flatMap((step) => [
    kit.t(model, "rehearse.said", { who: step.turn.who, text: step.turn.says }),
    kit.t(model, "rehearse.said", { who: kit.t(model, "rehearse.you"), text: step.own || step.line.text }),
  ]);
  return kit.el("ul", {}, [...lines, ...(ending ? [ending.text] : [])].map((line) => kit.el("li", {}, line)));
}
