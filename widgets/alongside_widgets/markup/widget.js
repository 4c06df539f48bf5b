// Lines to mark one by one; a mark may open a line's words to be struck, and a box to write the line anew.
// What is compared at the end is two readings.

function drawHow(model, item) {
  const keys = kit.el("span", { class: "alo-mk-how-keys" }, kit.t(model, "markup.how-keys"));
  return kit.el("p", { class: "alo-hint alo-mk-how" }, kit.t(model, item.several ? "markup.how-several" : "markup.how"), " ", keys);
}

function render({ model, el }) {
  const card = kit.card(model, el, "markup");
  const { item } = card;
  const notes = notebookOf(item);
  let looked = false;
  const acts = { mark, focus: (node) => node?.focus(), strike, write };
  const legend = drawLegend(model, item, card);
  const views = item.lines.map((line, n) => drawLine(model, item, line, n, acts));
  let here = views[0];
  card.root.classList.toggle("alo-mk-crowded", isCrowded(item));
  card.prompt();
  const list = kit.el("ol", { class: "alo-list alo-mk-lines", role: "list" }, views.map((view) => view.node));
  card.body.append(drawHow(model, item), legend.node, kit.el("div", { class: "alo-mk-sheet" }, legend.bar, list));
  const count = kit.el("span", { class: "alo-mk-done" });
  card.foot.append(count);
  const reasons = hasReading(item) ? kit.reasons(model, card, { key: "markup", toggle: look }) : null;

  function show() {
    for (const view of views) view.show(notes);
    const told = kit.t(model, "lines-marked", { n: item.lines.length, done: notes.marked() });
    count.textContent = told;
    legend.count.textContent = told;
    reasons?.update({ ready: notes.marked() === item.lines.length, looked });
    showReadings(reasons?.open);
  }

  function showReadings(isOpen) {
    const counts = { same: 0, part: 0, other: 0, open: 0 };
    for (const { line, showReading } of views) {
      const compared = compareMarks(model, item, line, notes.marksOf(line));
      counts[compared.as] += 1;
      showReading(isOpen ? drawReading(model, line, compared, notes.struckIn(line)) : null);
    }
    if (isOpen) reasons.outcome.replaceChildren(...totals(counts));
  }

  function totals({ same, part, other }) {
    const told = [kit.t(model, "lines-agreed", { n: same + part + other, same }), part && kit.t(model, "lines-in-part", { n: part })];
    return [kit.el("p", {}, told.filter(Boolean).join(" ")), kit.el("p", {}, kit.t(model, "markup.one-reading"))];
  }

  function look() {
    if (reasons.open && !looked) {
      looked = true;
      saver.changed();
    }
    show();
    if (reasons.open) card.say(reasons.outcome.firstChild.textContent);
  }

  function changed() {
    reasons?.touched();
    show();
    saver.changed();
  }

  function mark(line, one, { aloud = false } = {}) {
    notes.mark(line, one);
    changed();
    const key = notes.marksOf(line).includes(one) ? "markup.said" : "markup.said-off";
    if (aloud) card.say(kit.t(model, key, { number: item.lines.indexOf(line) + 1, mark: one.label }));
  }

  function strike(line, key) {
    notes.strike(line, key);
    changed();
  }

  function write(line, text) {
    notes.write(line, text);
    saver.changed();
  }

  function reach(view) {
    here.reach(false);
    here = view;
    here.reach(true);
  }

  function onKey(event) {
    const [name, ...what] = keyAct(event, views, item) ?? [];
    if (!name) return;
    event.preventDefault();
    acts[name](...what);
  }

  list.addEventListener("keydown", onKey);
  list.addEventListener("focusin", (event) => {
    const view = views.find((one) => one.group.contains(event.target));
    if (view !== here) reach(view);
  });
  for (const view of views) view.reach(view === here);
  const saver = kit.saver(model, card, {
    read: () => notes.value(looked),
    write: (value) => {
      notes.load(value);
      looked = value.looked === true;
      show();
    },
    describe: (value) => describe(model, item, value),
  });
  return card.dispose;
}

export default { render };
