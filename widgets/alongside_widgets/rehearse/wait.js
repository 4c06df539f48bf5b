// Silence, in real time: a calm count that anyone may break off. Joined before widget.js.

const TICK = 200;

// wait(model, seconds, {done(), stop(waited)}) -> {node, focus(), end()}; one of the two is called once.
function wait(model, seconds, { done, stop }) {
  const began = Date.now();
  const passed = () => Math.min(seconds, Math.floor((Date.now() - began) / 1000));
  const count = kit.el("p", { class: "alo-wait-count", role: "timer", "aria-live": "off" });
  const button = kit.button(kit.t(model, "rehearse.speak"), () => leave(() => stop(passed())), { quiet: true });
  const dots = Array.from({ length: seconds }, () => kit.el("span", { class: "alo-dot" }));
  const node = kit.el("div", { class: "alo-wait" },
    kit.el("p", {}, kit.t(model, "rehearse.waiting")), count,
    kit.el("div", { class: "alo-dots", "aria-hidden": "true" }, dots), button);
  const timer = setInterval(show, TICK);

  function leave(then) {
    clearInterval(timer);
    then();
  }

  function show() {
    const now = passed();
    const text = kit.t(model, "rehearse.count", { done: now, all: seconds });
    if (count.textContent !== text) count.textContent = text;
    dots.forEach((dot, n) => dot.toggleAttribute("data-past", n < now));
    if (now >= seconds) leave(done);
  }

  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave(() => stop(passed()));
  });
  show();
  return { node, focus: () => button.focus(), end: () => clearInterval(timer) };
}
