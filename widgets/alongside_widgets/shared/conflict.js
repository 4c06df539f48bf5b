// kit.conflict: the same answer was also changed elsewhere. Both are kept; nothing is chosen for the person.
kit.conflict = (() => {
  function panel(model, { other, describe }) {
    const box = kit.el("div", { class: "alo-other", id: kit.id("other"), hidden: true }, describe(other.value ?? {}));
    const show = kit.button(kit.t(model, "conflict.show"), () => {
      box.hidden = !box.hidden;
      show.setAttribute("aria-expanded", String(!box.hidden));
      show.textContent = kit.t(model, box.hidden ? "conflict.show" : "conflict.hide");
    }, { quiet: true });
    show.setAttribute("aria-expanded", "false");
    show.setAttribute("aria-controls", box.id);
    return { box, show };
  }

  function draw(model, card, { other, describe, take, text }) {
    const { box, show } = panel(model, { other, describe });
    const done = kit.button(kit.t(model, "conflict.keep"), () => {
      card.notice(null);
      card.say(kit.t(model, "conflict.kept"));
    }, { quiet: true });
    const use = kit.button(kit.t(model, "conflict.take"), () => {
      const own = { value: take(other.value ?? {}) };
      draw(model, card, { other: own, describe, take, text: kit.t(model, "conflict.taken") }).focus();
    }, { quiet: true });
    card.notice(kit.el("div", { class: "alo-notice" }, kit.el("p", {}, text), box,
      kit.el("div", { class: "alo-buttons" }, show, use, done)));
    card.say(text);
    return show;
  }

  return (model, card, options) => {
    const time = kit.clock(model, options.other.saved_at);
    draw(model, card, { ...options, text: kit.t(model, "conflict.both", { time }) });
  };
})();
