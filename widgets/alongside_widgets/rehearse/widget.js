// A conversation that branches: the other person speaks, and you choose a line, find your own, or say nothing.

const who = (name) => kit.el("span", { class: "alo-who" }, name);

function drawTheirs(turn) {
  return kit.el("li", { class: "alo-said alo-theirs", tabindex: "-1" }, who(turn.who), kit.el("p", {}, turn.says));
}

function drawMine(model, step, look) {
  const waited = step.waited > 0 && kit.el("p", { class: "alo-waited" }, kit.t(model, "seconds", { n: step.waited }));
  const words = kit.el("p", { class: step.line.silence && !step.own ? "alo-hush" : null }, step.own || step.line.text);
  return kit.el("li", { class: "alo-said alo-mine" }, who(kit.t(model, "rehearse.you")), waited, words, look);
}

// ---- what can be done at a turn: choose a line, or write one and find the nearest ----

function drawLine(model, line, act) {
  const silent = line.silence > 0;
  const note = silent && kit.el("span", { class: "alo-line-wait" }, kit.t(model, "rehearse.wait", { all: line.silence }));
  return kit.el("li", {}, kit.el("button", { type: "button", class: `alo-line${silent ? " alo-line-silent" : ""}`,
    onClick: () => act(line) }, kit.el("span", {}, line.text), note));
}

function drawLines(model, lines, question, act) {
  const id = kit.id("ask");
  return [kit.el("p", { class: "alo-ask", id }, question),
    kit.el("ul", { class: "alo-choose", "aria-labelledby": id }, lines.map((line) => drawLine(model, line, act)))];
}

function drawChoosing(model, lines, { choose, write }) {
  const own = kit.button(kit.t(model, "rehearse.own"), write, { quiet: true });
  return [...drawLines(model, lines, kit.t(model, "rehearse.ask"), choose), own];
}

function drawWriting(model, draft, { typed, compare, back }) {
  const [id, hintId] = [kit.id("own"), kit.id("hint")];
  const box = kit.el("textarea", { id, class: "alo-own", rows: 3, "aria-describedby": hintId, value: draft,
    onInput: () => { typed(box.value); show(); } });
  const go = kit.button(kit.t(model, "rehearse.compare"), () => box.value.trim() && compare());
  const show = () => go.setAttribute("aria-disabled", String(!box.value.trim()));
  show();
  return [kit.el("label", { class: "alo-ask", for: id }, kit.t(model, "rehearse.own-label")),
    kit.el("p", { class: "alo-hint", id: hintId }, kit.t(model, "rehearse.own-hint")), box,
    kit.el("div", { class: "alo-buttons" }, go, kit.button(kit.t(model, "rehearse.lines"), back, { quiet: true }))];
}

function drawComparing(model, lines, draft, { choose, write }) {
  const spoken = lines.filter((line) => !line.silence);
  return [kit.el("p", { class: "alo-ask" }, kit.t(model, "rehearse.own-label")),
    kit.el("blockquote", { class: "alo-own-said" }, draft),
    ...drawLines(model, spoken, kit.t(model, "rehearse.nearest"), choose),
    kit.button(kit.t(model, "rehearse.change"), write, { quiet: true })];
}

function render({ model, el }) {
  const card = kit.card(model, el, "rehearse");
  const { scenario } = card.item;
  let now = FRESH;
  let mode = "choose"; // or "write", "compare", "wait"
  let waited = 0; // seconds of a silence at this turn that was broken off
  let silence = null;
  card.prompt();
  const talk = kit.el("ol", { class: "alo-talk" });
  const place = kit.el("div", { class: "alo-turn" });
  const past = kit.el("div", { class: "alo-past", tabindex: "-1", role: "group", "aria-label": kit.t(model, "rehearse.review") });
  const moved = kit.el("p", { class: "alo-hint", hidden: true }, kit.t(model, "rehearse.moved"));
  card.body.append(kit.el("p", { class: "alo-scene" }, scenario.scene), past, talk, moved, place);
  const back = kit.button(kit.t(model, "rehearse.back"), () => returnTo(standing().steps.length - 1), { quiet: true });
  const again = kit.button(kit.t(model, "rehearse.again"), () => returnTo(0), { quiet: true });
  const runs = kit.el("span", { class: "alo-runs" });
  card.foot.append(back, again, runs);

  const standing = () => replay(scenario, now.path);

  // ---- drawing ----

  function show() {
    const { steps, turn, ending, broken } = standing();
    const look = (step, n) => ending && drawLook(model, step, () => returnTo(n));
    const said = steps.flatMap((step, n) => [drawTheirs(step.turn), drawMine(model, step, look(step, n))]);
    talk.replaceChildren(...said, ...(turn ? [drawTheirs(turn)] : []));
    moved.hidden = !broken;
    drawPlace();
    past.hidden = !ending;
    past.replaceChildren(...(ending ? [drawEnding(model, ending), drawFigures(model, steps), drawBelow()] : []));
    for (const one of [back, again]) one.hidden = steps.length === 0;
    runs.textContent = now.runs ? kit.t(model, "runs", { n: now.runs }) : "";
  }

  const drawBelow = () => kit.el("p", { class: "alo-hint" }, kit.t(model, "rehearse.below"));

  function drawPlace() {
    const { turn, flags } = standing();
    silence?.end();
    silence = null;
    if (!turn) return place.replaceChildren();
    const lines = openTo(turn, flags);
    const draw = {
      choose: () => drawChoosing(model, lines, { choose, write: () => go("write") }),
      write: () => drawWriting(model, now.draft, { typed, compare: () => go("compare"), back: () => go("choose") }),
      compare: () => drawComparing(model, lines, now.draft, { choose, write: () => go("write") }),
    };
    place.replaceChildren(...draw[mode]());
  }

  // ---- acting ----

  function go(next) {
    mode = next;
    drawPlace();
    (place.querySelector("textarea") ?? place.querySelector("button"))?.focus();
  }

  function typed(text) {
    now = { ...now, draft: text };
    saver.changed();
  }

  function choose(line) {
    if (line.silence) keepSilent(line);
    else step(line);
  }

  function keepSilent(line) {
    silence = wait(model, line.silence, {
      done: () => { waited += line.silence; step(line); },
      stop: (seconds) => { waited += seconds; go("choose"); },
    });
    place.replaceChildren(silence.node);
    silence.focus();
    card.say(kit.t(model, "rehearse.wait-said", { all: line.silence }));
  }

  function step(line) {
    const { steps, turn } = standing();
    const own = mode === "compare" ? now.draft.trim() : "";
    const made = { turn: turn.id, line: line.id, own, waited };
    const path = [...now.path.slice(0, steps.length), made];
    const finished = replay(scenario, path).ending !== null;
    settle({ ...now, path, finished, runs: now.runs + (finished ? 1 : 0), draft: "" });
  }

  // Back to a turn, to answer it in another way.
  function returnTo(n) {
    settle({ ...now, path: now.path.slice(0, Math.max(0, n)), finished: false });
  }

  function settle(next) {
    now = next;
    mode = "choose";
    waited = 0;
    show();
    const here = now.finished ? past : talk.lastElementChild;
    here.focus({ preventScroll: true });
    for (const one of [place, here]) one.scrollIntoView({ block: "nearest" });
    saver.changed();
  }

  const saver = kit.saver(model, card, {
    read: () => kept(now),
    write: (value) => {
      now = understood(value);
      mode = now.draft ? "write" : "choose";
      waited = 0;
      show();
    },
    describe: (value) => describe(model, scenario, value),
  });
  card.onDispose(() => silence?.end());
  return card.dispose;
}

export default { render };
