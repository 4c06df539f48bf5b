// Noting while it runs: the present minute large, and a big button for everything that can be noted.

function drawChoices(model, lane, press) {
  const buttons = lane.options.map((option, n) => kit.el("button", { type: "button", class: "alo-tl-choice alo-tl-big",
    "aria-pressed": "false", onClick: () => press(lane, option) },
    kit.el("span", { class: "alo-tl-letter", "aria-hidden": "true" }, letterOf(n)), kit.el("span", {}, option.label)));
  const node = kit.el("div", { class: "alo-tl-lane", role: "group", "aria-label": lane.label },
    kit.el("p", { class: "alo-tl-lane-label", "aria-hidden": "true" }, lane.label), kit.el("div", { class: "alo-tl-bigs" }, buttons));
  const show = (chosen) => buttons.forEach((button, n) => button.setAttribute("aria-pressed", String(n === chosen)));
  return { node, show, lane };
}

function drawNote(model, write) {
  const input = kit.el("input", { type: "text", class: "alo-input", maxlength: NOTE_LIMIT, autocomplete: "off",
    onInput: () => write(input.value) });
  const node = kit.field(kit.t(model, "timeline.note"), input);
  return { node, show: (text) => { if (input.value !== text) input.value = text; } };
}

function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// The face: which minute, what is left of it. A clock that runs is not read out by itself.
function drawFace(model, item, clock) {
  const [minute, left] = [kit.el("p", { class: "alo-tl-now" }), kit.el("p", { class: "alo-tl-left", role: "timer", "aria-live": "off" })];
  const node = kit.el("div", { class: "alo-tl-face" }, minute, left);
  function show(mending) {
    node.dataset.state = mending ? "mending" : clock.isOver() ? "over" : clock.isPaused() ? "paused" : "running";
    const now = kit.t(model, "timeline.now", { number: clock.minute(), all: item.length });
    put(minute, mending ? kit.t(model, "timeline.mending", { number: mending }) : clock.isOver() ? kit.t(model, "timeline.over") : now);
    const time = kit.t(model, "timeline.left", { time: figures(clock.secondsLeft()) });
    put(left, clock.isOver() ? "" : clock.isPaused() ? kit.t(model, "timeline.paused") : time);
  }
  return { node, show };
}

// act: mark(number, lane, option), note(number, text), say(text), turned() after the clock was started or ended.
function drawLive(model, item, book, act) {
  const clock = runClock(model, item);
  let mending = null; // a minute that has passed and is shown once more
  let seen = 0;
  const shown = () => mending ?? clock.minute();
  const mark = (lane, option) => act.mark(shown(), lane, option);
  const button = (press, quiet) => kit.button("", press, { quiet });
  const face = drawFace(model, item, clock);
  const lanes = item.lanes.map((lane) => drawChoices(model, lane, mark));
  const note = item.notes ? drawNote(model, (text) => act.note(shown(), text)) : null;
  const start = button(() => begin(1));
  const startAt = button(() => begin(book.last() + 1), true);
  const pause = button(hold, true);
  const mend = button(turn, true);
  const end = button(finish, true);
  const before = kit.el("div", { class: "alo-tl-before" }, kit.el("p", { class: "alo-tl-small" }, kit.t(model, "timeline.live-how")),
    kit.el("div", { class: "alo-buttons" }, start, startAt));
  const during = kit.el("div", { class: "alo-tl-during" }, face.node, lanes.map((one) => one.node), note?.node,
    kit.el("div", { class: "alo-buttons" }, mend, pause, end));
  const title = kit.el("p", { class: "alo-tl-part-title" }, kit.t(model, "timeline.live"));
  const node = kit.el("section", { class: "alo-tl-live" }, title, before, during);

  function show() {
    const on = clock.isOn();
    before.hidden = on;
    title.hidden = on;
    during.hidden = !on;
    start.textContent = kit.t(model, "timeline.start");
    const next = book.last() + 1;
    startAt.hidden = next === 1 || next > item.length;
    startAt.textContent = kit.t(model, "timeline.start-at", { number: next });
    if (on) showRun();
  }

  function showRun() {
    const number = shown();
    face.show(mending);
    for (const one of lanes) one.show(book.chosen(number, one.lane));
    note?.show(book.at(number).note);
    pause.hidden = clock.isOver();
    pause.textContent = kit.t(model, clock.isPaused() ? "timeline.go-on" : "timeline.pause");
    mend.hidden = !mending && clock.minute() === 1;
    const other = mending ? clock.minute() : clock.minute() - 1;
    mend.textContent = kit.t(model, mending ? "timeline.present" : "timeline.mend", { number: other });
    end.textContent = kit.t(model, "timeline.end");
    end.classList.toggle("alo-quiet", !clock.isOver());
  }

  function begin(minute) {
    mending = null;
    clock.start(minute);
    seen = minute;
    act.turned();
    act.say(kit.t(model, "timeline.now", { number: minute, all: item.length }));
    pause.focus({ preventScroll: true });
    node.scrollIntoView({ block: "start" });
  }

  function hold() {
    if (clock.isPaused()) clock.goOn();
    else clock.pause();
    show();
    act.say(kit.t(model, clock.isPaused() ? "timeline.paused" : "timeline.now", { number: clock.minute(), all: item.length }));
  }

  function turn() {
    mending = mending ? null : clock.minute() - 1;
    show();
    act.say(mending ? kit.t(model, "timeline.mending", { number: mending }) : nameOf(model, item, clock.minute()));
    if (mend.hidden) pause.focus();
  }

  function finish() {
    mending = null;
    clock.end();
    act.turned();
    (startAt.hidden ? start : startAt).focus();
  }

  // A new minute is said once; what was pressed late can be mended with one press.
  function tick() {
    if (!clock.isOn()) return;
    const now = clock.isOver() ? "over" : clock.minute();
    if (now === seen) return face.show(mending);
    const isNews = seen !== 0;
    seen = now;
    const held = document.activeElement === pause;
    if (now !== "over") mending = null;
    show();
    if (held && pause.hidden) end.focus();
    if (isNews) act.say(now === "over" ? kit.t(model, "timeline.over") : nameOf(model, item, now));
  }

  return { node, show, tick, isOn: clock.isOn };
}
