// kit.verdict(tone, words, reason)   how one option or card compares, in sign and words, then why.
//                                    tone: "same", "other", or "plain" where there is nothing to compare
// kit.reasons(model, card, {key, toggle}) -> {open, touched(), update({ready, looked}), outcome}
//   the button in the foot that opens and closes reasons. Texts: `<key>.look`, `<key>.look-again`,
//   `<key>.close`, `<key>.waiting`. toggle() draws anew; outcome is the panel under the button, for a summary.
Object.assign(kit, (() => {
  const SIGNS = { same: "M3 8.5 6.5 12 13 4.5", other: "M3 5.5h10M3 10.5h10M10.5 2.5l-5 11", plain: "M5 8h6" };

  const sign = (tone) =>
    kit.svg("svg", { class: "alo-icon", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" },
      kit.svg("path", { d: SIGNS[tone] }));

  const verdict = (tone, words, reason) =>
    kit.el("div", { class: "alo-verdict", "data-tone": tone },
      kit.el("p", { class: "alo-verdict-words" }, sign(tone), kit.el("span", {}, words)),
      reason && kit.el("p", { class: "alo-reason" }, reason));

  function reasons(model, card, { key, toggle }) {
    let isTouched = false;
    const waiting = kit.el("span", { id: kit.id("waiting") }, kit.t(model, `${key}.waiting`));
    const outcome = kit.el("div", { class: "alo-outcome", hidden: true });
    const button = kit.button(kit.t(model, `${key}.look`), () => {
      made.open = !made.open;
      isTouched = false;
      kit.steady(button, toggle);
    });
    card.foot.append(button, waiting, outcome);

    function update({ ready, looked }) {
      made.open &&= ready;
      button.disabled = !ready;
      waiting.hidden = ready;
      if (ready) button.removeAttribute("aria-describedby");
      else button.setAttribute("aria-describedby", waiting.id);
      outcome.hidden = !made.open;
      const name = made.open ? "close" : looked && !isTouched ? "look-again" : "look";
      button.textContent = kit.t(model, `${key}.${name}`);
      button.classList.toggle("alo-quiet", made.open);
    }

    const made = { open: false, touched: () => { isTouched = true; }, update, outcome };
    return made;
  }

  return { verdict, reasons };
})());
