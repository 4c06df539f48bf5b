// A timer for practice in threes: rounds of talk and feedback, roles that move on, and signs that need no sound.

const TICK = 200;

// One low, short tone: somebody in the room may have asked for it.
function softTone() {
  const audio = new AudioContext();
  const [tone, level] = [audio.createOscillator(), audio.createGain()];
  tone.frequency.value = 392;
  level.gain.setValueAtTime(0.12, audio.currentTime);
  level.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 1.2);
  tone.connect(level).connect(audio.destination);
  tone.onended = () => audio.close();
  tone.start();
  tone.stop(audio.currentTime + 1.2);
}

// ---- drawing ----

function drawPeople(model, item) {
  const titles = item.roles.map(() => kit.el("dd", {}));
  const people = titles.map((title, n) =>
    kit.el("div", { class: "alo-person" }, kit.el("dt", {}, kit.t(model, "triad.person", { number: n + 1 })), title));
  const show = ({ round, phase }) => titles.forEach((title, n) => {
    const role = roleOf(item, n, round);
    title.replaceChildren(kit.el("strong", {}, role.title), phase === "talk" && role.hint ? kit.el("span", {}, role.hint) : "");
  });
  return { node: kit.el("dl", { class: "alo-people" }, people), show };
}

function drawFace(model, item) {
  const [heading, figure, words, signal] = ["alo-phase", "alo-clock", "alo-moment", "alo-signal"].map((name) =>
    kit.el("p", { class: name }));
  figure.setAttribute("role", "timer");
  figure.setAttribute("aria-live", "off");
  const node = kit.el("div", { class: "alo-face" }, heading, figure, words, signal);
  const put = (place, text) => { if (place.textContent !== text) place.textContent = text; };
  const show = (state) => {
    const moment = momentOf(item, state);
    node.dataset.moment = moment;
    put(heading, phaseWords(model, item, state));
    put(figure, figures(leftOf(state)));
    figure.hidden = state.phase === "done";
    put(words, moment === "calm" || state.phase === "done" ? "" : kit.t(model, `triad.moment.${moment}`));
    put(signal, signalOf(item, state)?.text ?? "");
  };
  return { node, show };
}

function phaseWords(model, item, { round, phase }) {
  if (phase === "done") return kit.t(model, "triad.done");
  const place = kit.t(model, "triad.round", { number: round, all: item.rounds });
  return kit.t(model, `triad.phase.${phase}`, { round: place });
}

function drawSound(model) {
  const box = kit.el("input", { type: "checkbox", onChange: () => box.checked && softTone() });
  const node = kit.el("label", { class: "alo-sound" }, box, kit.t(model, "triad.sound"));
  return { node, isOn: () => box.checked };
}

function drawFullScreen(model, root) {
  const press = () => (document.fullscreenElement === root ? document.exitFullscreen() : root.requestFullscreen());
  const button = kit.button("", press, { quiet: true });
  const show = () => { button.textContent = kit.t(model, document.fullscreenElement === root ? "triad.small" : "triad.full"); };
  button.hidden = !document.fullscreenEnabled;
  root.addEventListener("fullscreenchange", show);
  show();
  return button;
}

function render({ model, el }) {
  const card = kit.card(model, el, "triad");
  const { item } = card;
  let state = readyFor(item, 1, "talk");
  let seen = null; // the moment and the signal that were last on the screen
  card.prompt();
  const face = drawFace(model, item);
  const people = drawPeople(model, item);
  const sound = drawSound(model);
  const main = kit.button("", press);
  const next = kit.button("", () => move(nextOf(item, state)), { quiet: true });
  const restart = kit.button(kit.t(model, "triad.restart"), () => move(readyFor(item, 1, "talk")), { quiet: true });
  card.body.append(face.node, kit.el("div", { class: "alo-controls" }, main, next), people.node);
  card.foot.append(drawFullScreen(model, card.root), restart, sound.node);

  function show() {
    face.show(state);
    people.show(state);
    const whole = lengthOf(item, state.phase);
    main.textContent = kit.t(model, isRunning(state) ? "triad.pause" : leftOf(state) < whole ? "triad.go-on" : "triad.start");
    main.hidden = leftOf(state) <= 0;
    const after = nextOf(item, state);
    next.textContent = kit.t(model, `triad.next.${after.phase}`, { number: after.round });
    next.hidden = state.phase === "done";
    next.classList.toggle("alo-quiet", leftOf(state) > 0);
    restart.hidden = state.round === 1 && state.phase === "talk" && leftOf(state) === whole;
  }

  // What has come since the last look is said once, and nothing that had come before this page was opened.
  function tick() {
    const now = { moment: momentOf(item, state), signal: signalOf(item, state)?.text ?? "" };
    if (seen && !kit.same(seen, now)) tell(now);
    else if (isRunning(state)) face.show(state);
    seen = now;
  }

  function tell({ moment, signal }) {
    const held = main === document.activeElement;
    show();
    if (main.hidden && held) next.focus();
    const isNews = moment !== seen.moment && moment !== "calm";
    const words = [isNews && kit.t(model, `triad.moment.${moment}`), signal !== seen.signal && signal];
    card.say(words.filter(Boolean).join(" "));
    if (moment === "over" && sound.isOn()) softTone();
  }

  function press() {
    state = isRunning(state) ? paused(state) : started(state);
    const minutes = Math.ceil(leftOf(state) / 60);
    card.say(isRunning(state) ? `${phaseWords(model, item, state)} ${kit.t(model, "minutes", { n: minutes })}` : kit.t(model, "triad.paused"));
    changed();
  }

  function move(to) {
    const held = card.root.contains(document.activeElement);
    state = to;
    card.say(phaseWords(model, item, state));
    changed();
    if (held) (main.hidden ? restart : main).focus();
  }

  function changed() {
    seen = null;
    show();
    tick();
    saver.changed();
    saver.flush();
  }

  const saver = kit.saver(model, card, {
    read: () => kept(state),
    write: (value) => {
      state = understood(item, value);
      seen = null;
      show();
    },
    describe: (value) => {
      const other = understood(item, value);
      return `${phaseWords(model, item, other)} ${figures(leftOf(other))}`;
    },
  });
  const timer = setInterval(tick, TICK);
  card.onDispose(() => clearInterval(timer));
  return card.dispose;
}

export default { render };
