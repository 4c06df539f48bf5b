// A map of the people around somebody. A person is kept as they are written; closing only puts the form away.

function describe(model, item, value) {
  const people = peopleOf(value);
  if (!people.length) return kit.t(model, "map.empty");
  const told = (one) => [labelOf(model, one), ringOf(item, one)?.label, ...giftsOf(item, one).map((gift) => gift.label), one.step.trim()];
  return kit.el("ul", {}, people.map((one) => kit.el("li", {}, told(one).filter(Boolean).join(" · "))));
}

function render({ model, el }) {
  const card = kit.card(model, el, "supportmap");
  const { item } = card;
  const crowd = kit.rows();
  card.prompt();
  const picture = kit.el("div", { class: "alo-sm-place" });
  const list = kit.el("ul", { class: "alo-sm-list", role: "list", "aria-label": kit.t(model, "map.list") });
  const none = kit.el("p", { class: "alo-sm-none" }, kit.t(model, "map.empty"));
  const pen = kit.el("div", { class: "alo-pen" });
  const shows = kit.el("div", { class: "alo-sm-shows-place" });
  const add = kit.button(kit.t(model, "map.add"), addPerson);
  const said = () => kit.t(model, "map.undone", { people: kit.t(model, "people", { n: crowd.all().length }) });
  const undo = kit.undoRows(card, crowd, { label: kit.t(model, "map.undo"), place: list, leave: close, shut, show, said, changed });
  card.body.append(kit.el("p", { class: "alo-sm-names" }, kit.t(model, "map.names")), picture, none, pen, list,
    kit.el("div", { class: "alo-buttons alo-sm-acts" }, add, undo.button), shows);

  const act = {
    person: crowd.row,
    open: (one) => { close(); crowd.begin(one); show("name"); },
    close: shut,
    set: (one, changes) => { crowd.set(changes); showMap(); changed(); },
    remove,
  };

  function changed() {
    saver.changed();
  }

  // The map and what it shows; the list stays as it is while somebody writes in it.
  function showMap() {
    const people = crowd.all().filter((one) => !isBlank(one));
    picture.replaceChildren(drawPicture(model, item, people));
    shows.replaceChildren(...(people.length ? [drawShows(model, item, people)] : []));
    undo.update();
    add.disabled = crowd.all().length >= MOST_PEOPLE;
  }

  // Draws everything anew and puts the focus where `key` says: a data-key, or the button to add with null.
  function show(key) {
    const people = crowd.all();
    const signs = signsOf(people);
    const openId = crowd.openRow()?.id;
    none.hidden = people.length > 0;
    pen.replaceChildren(...(people.length ? [] : drawPen(model, item)));
    list.hidden = !people.length;
    list.replaceChildren(...people.map((one) =>
      (one.id === openId ? drawForm(model, item, one, act) : drawPerson(model, item, one, signs.get(one.id), act))));
    showMap();
    for (const box of list.querySelectorAll("textarea")) kit.grow(box);
    if (key !== undefined) (key ? list.querySelector(`[data-key="${CSS.escape(key)}"]`) : add)?.focus();
  }

  // Puts the form away; a person about whom nothing is written goes.
  function close() {
    if (crowd.close(isBlank)?.kept === false) card.say(kit.t(model, "map.nothing-written"));
  }

  function shut() {
    const { id } = crowd.openRow();
    close();
    show(crowd.row(id) ? `change-${id}` : null);
  }

  function addPerson() {
    close();
    crowd.begin(newPerson());
    show("name");
  }

  function remove({ id }) {
    close();
    const one = crowd.row(id);
    if (!one) return show(null); // they were new, and nothing was written about them
    crowd.remove(id);
    show();
    undo.button.focus();
    card.say(kit.t(model, "map.removed", { name: labelOf(model, one) }));
    changed();
  }

  const saver = kit.saver(model, card, {
    read: () => ({ people: crowd.all().filter((one) => !isBlank(one)).map(storedPerson) }),
    write: (value) => { crowd.load(peopleOf(value)); show(); },
    describe: (value) => describe(model, item, value),
  });
  return card.dispose;
}

export default { render };
