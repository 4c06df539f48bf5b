// The legend, and a line with its marks, on the screen. Joined before widget.js.

const keyOf = (n) => kit.el("kbd", { class: "alo-mk-key", "aria-hidden": "true" }, String(n + 1));

const FEW = 3;
const SHORT = 60; // so many letters of marks stand in two rows on a phone

// With many marks, a phone shows their numbers on the buttons, and the legend says what they mean.
const isCrowded = ({ marks }) => marks.length > FEW || marks.map((mark) => mark.label).join("").length > SHORT;

// What the marks mean, and a bar that stays at the top once that has scrolled away.
function drawLegend(model, item, card) {
  const meaning = (mark, n) => kit.el("li", {}, keyOf(n), kit.el("span", {}, kit.el("strong", {}, mark.label),
    mark.hint && kit.el("span", { class: "alo-mk-hint" }, " – ", mark.hint)));
  const node = kit.el("ul", { class: "alo-list alo-mk-legend", role: "list", "aria-label": kit.t(model, "markup.legend") },
    item.marks.map(meaning));
  const count = kit.el("span", { class: "alo-mk-count" });
  const names = item.marks.map((mark, n) => kit.el("span", { class: "alo-mk-short" }, keyOf(n), mark.label));
  const bar = kit.el("div", { class: "alo-mk-bar", hidden: true, "aria-hidden": "true" }, names, count);
  const watch = new IntersectionObserver(([{ isIntersecting }]) => { bar.hidden = isIntersecting; });
  watch.observe(node);
  card.onDispose(() => watch.disconnect());
  return { node, bar: kit.el("div", { class: "alo-mk-stay" }, bar), count };
}

function drawWords(model, line, label, act) {
  const buttons = new Map();
  const drawn = piecesOf(line.text).map(({ piece, key }) => {
    if (!key) return kit.el("span", { class: "alo-mk-between" }, piece);
    const button = kit.el("button", { type: "button", class: "alo-mk-word", onClick: () => act.strike(line, key) },
      kit.el("span", {}, piece));
    buttons.set(key, button);
    return button;
  });
  const labelId = kit.id("words");
  const node = kit.el("div", {},
    kit.el("p", { class: "alo-label", id: labelId }, label),
    kit.el("div", { class: "alo-mk-words", role: "group", "aria-labelledby": labelId }, drawn));
  const show = (struck) => buttons.forEach((button, key) => button.setAttribute("aria-pressed", String(struck.includes(key))));
  return { node, show };
}

// Words to strike and a box to write the line anew: made when they are first needed, as a transcript may be long.
function drawStrike(model, item, line, act) {
  const marks = listed(model, item.marks.filter((one) => one.strikes).map((one) => one.label), "disjunction");
  const words = drawWords(model, line, kit.t(model, "markup.strike", { marks }), act);
  const box = kit.box({ maxlength: 2000, onInput: () => act.write(line, box.value) });
  const field = kit.field(kit.t(model, "markup.rewrite"), box, { hint: kit.t(model, "markup.rewrite-hint") });
  const node = kit.el("div", { class: "alo-mk-strike" }, words.node, field);
  const show = (struck, text) => {
    words.show(struck);
    if (box.value !== text) box.value = text;
    kit.grow(box);
  };
  return { node, show };
}

function drawLine(model, item, line, n, act) {
  const number = kit.t(model, "markup.line", { number: n + 1 });
  const stateId = kit.id("state");
  const textId = kit.id("line");
  const state = kit.el("span", { class: "alo-unseen alo-mk-state", id: stateId });
  const text = kit.el("p", { class: "alo-mk-text", id: textId },
    kit.el("span", { class: "alo-unseen" }, `${number}. `),
    line.who && kit.el("strong", { class: "alo-mk-who" }, kit.t(model, "markup.who", { who: line.who }), " "), line.text);
  const buttons = item.marks.map((mark, k) => kit.el("button", { type: "button", class: "alo-mk-mark",
    "aria-keyshortcuts": k < 9 ? String(k + 1) : null, onClick: () => act.mark(line, mark) },
    keyOf(k), kit.el("span", { class: "alo-mk-name" }, mark.label)));
  const marks = kit.el("div", { class: "alo-mk-marks" }, buttons);
  const slot = kit.el("div", { class: "alo-mk-slot", hidden: true });
  const group = kit.el("div", { class: "alo-mk-group", role: "group", "aria-labelledby": `${textId} ${stateId}` },
    kit.el("span", { class: "alo-mk-number", "aria-hidden": "true" }, String(n + 1)), text, marks, state, slot);
  const node = kit.el("li", { class: "alo-mk-line" }, group);
  let strike = null;
  let isHere = false;

  function show(notes) {
    const chosen = notes.marksOf(line);
    buttons.forEach((button, k) => button.setAttribute("aria-pressed", String(chosen.includes(item.marks[k]))));
    state.textContent = chosen.length
      ? kit.t(model, "markup.marked", { marks: listed(model, chosen.map((mark) => mark.label)) }) : kit.t(model, "markup.unmarked");
    if (notes.strikes(line) && !strike) {
      strike = drawStrike(model, item, line, act);
      state.after(strike.node);
      reach(isHere);
    }
    if (strike) strike.node.hidden = !notes.strikes(line);
    strike?.show(notes.struckIn(line), notes.textOf(line));
  }

  const showReading = (reading) => {
    slot.hidden = !reading;
    slot.replaceChildren(...(reading ? [reading] : []));
  };
  // Only the line that was last gone to is on the way of the Tab key: forty lines would take hundreds of steps.
  // Nor are all its words: arrows go from one to the next.
  function reach(now) {
    isHere = now;
    const words = [...group.querySelectorAll(".alo-mk-word")];
    for (const one of [group, ...group.querySelectorAll("button, textarea")]) one.tabIndex = isHere ? 0 : -1;
    for (const one of words.slice(1)) one.tabIndex = -1;
  }

  return { line, n, node, group, show, showReading, reach };
}

// ---- keys ----

const STEPS = { ArrowUp: -1, ArrowDown: 1 };
const SIDEWAYS = { ArrowLeft: -1, ArrowRight: 1 };

// Up and down from line to line, left and right along marks or words.
function nextPlace(views, view, target, key) {
  if (key === "Home") return views[0].group;
  if (key === "End") return views.at(-1).group;
  if (key in STEPS) return views[view.n + STEPS[key]]?.group;
  const row = target.closest(".alo-mk-marks, .alo-mk-words") ?? view.group;
  const along = [...row.querySelectorAll(row === view.group ? ".alo-mk-mark" : "button")];
  return along[along.indexOf(target) + SIDEWAYS[key]];
}

// What a key does at a line: an act and what it needs, or null.
function keyAct(event, views, item) {
  const view = views.find((one) => one.group.contains(event.target));
  if (!view || event.altKey || event.ctrlKey || event.metaKey || event.target.matches("textarea")) return null;
  const mark = /^[1-9]$/.test(event.key) ? item.marks[Number(event.key) - 1] : null;
  if (mark) return ["mark", view.line, mark, { aloud: true }];
  if (![...Object.keys(STEPS), ...Object.keys(SIDEWAYS), "Home", "End"].includes(event.key)) return null;
  return ["focus", nextPlace(views, view, event.target, event.key)];
}
