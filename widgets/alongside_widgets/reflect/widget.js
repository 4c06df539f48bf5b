// A box to write in: it grows with the text, counts words and keeps quiet.
const words = (text) => text.match(/\S+/g)?.length ?? 0;

const grows = CSS.supports("field-sizing", "content");

// For browsers without field-sizing. It only grows: taking the height away to measure makes the page jump.
function fit(box) {
  if (!grows && box.scrollHeight > box.clientHeight) box.style.height = `${box.scrollHeight + 4}px`;
}

function criteria(model, item) {
  if (!item.criteria?.length) return null;
  const must = () => kit.el("em", { class: "alo-must" }, kit.t(model, "reflect.must"));
  return kit.el("div", { class: "alo-criteria" },
    kit.el("p", {}, kit.t(model, "reflect.criteria")),
    kit.el("ul", {}, item.criteria.map((one) => kit.el("li", {}, one.text, one.must && " ", one.must && must()))));
}

// Counting and measuring wait for the next frame, so that a long text stays smooth to write.
function soon(act) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; act(); });
  };
}

function render({ model, el }) {
  const card = kit.card(model, el, "reflect");
  const boxId = kit.id("box");
  const countId = kit.id("count");
  const { hintId } = card.prompt(boxId);
  const described = [hintId, countId].filter(Boolean).join(" ");
  const box = kit.el("textarea", { id: boxId, class: "alo-box", rows: 6, "aria-describedby": described });
  const count = kit.el("span", { id: countId });
  card.body.append(...[criteria(model, card.item), box].filter(Boolean));
  card.foot.append(count);

  const suggested = card.item.words;
  const tally = soon(() => {
    const parts = [kit.t(model, "words", { n: words(box.value) })];
    if (suggested) parts.push(kit.t(model, "reflect.suggested", { words: suggested }));
    count.textContent = parts.join(" · ");
    fit(box);
  });
  const saver = kit.saver(model, card, {
    read: () => ({ text: box.value }),
    write: (value) => { box.value = value.text ?? ""; tally(); },
    describe: (value) => value.text || kit.t(model, "reflect.empty"),
  });
  box.addEventListener("input", () => { tally(); saver.changed(); });
  return card.dispose;
}

export default { render };
