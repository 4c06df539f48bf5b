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
  const crowd = circle();
  let open = null; // {id, before}: the person who is being written about, and all people as they stood before
  card.prompt();
  const picture = kit.el("div", { class: "alo-sm-place" });
  const list = kit.el("ul", { class: "alo-sm-list", role: "list", "aria-label": kit.t(model, "map.list") });
  const none = kit.el("p", { class: "alo-sm-none" }, kit.t(model, "map.empty"));
  const shows = kit.el("div", { class: "alo-sm-shows-place" });
  const add = kit.button(kit.t(model, "map.add"), addPerson);
  const undo = kit.button(kit.t(model, "map.undo"), takeBack, { quiet: true });
  card.body.append(kit.el("p", { class: "alo-sm-names" }, kit.t(model, "map.names")), picture, none, list,
    kit.el("div", { class: "alo-buttons alo-sm-acts" }, add, undo), shows);

  const act = {
    person: crowd.person,
    open: (one) => { close(); open = { id: one.id, before: crowd.all() }; show("name"); },
    close: () => { const { id } = open; close(); show(crowd.person(id) ? `change-${id}` : null); },
    set: (one, changes) => { crowd.set(one.id, changes); showMap(); saver.changed(); },
    remove,
  };

  // The map and what it shows; the list stays as it is while somebody writes in it.
  function showMap() {
    const people = crowd.all().filter((one) => !isBlank(one));
    picture.replaceChildren(drawPicture(model, item, people));
    shows.replaceChildren(...(people.length ? [drawShows(model, item, people)] : []));
    const can = crowd.canUndo() || (open && !kit.same(open.before, crowd.all()));
    undo.setAttribute("aria-disabled", String(!can));
    add.disabled = crowd.all().length >= MOST_PEOPLE;
  }

  // Draws everything anew and puts the focus where `key` says: a data-key, or the button to add with null.
  function show(key) {
    const people = crowd.all();
    const signs = signsOf(people);
    none.hidden = people.length > 0;
    list.hidden = !people.length;
    list.replaceChildren(...people.map((one) =>
      (one.id === open?.id ? drawForm(model, item, one, act) : drawPerson(model, item, one, signs.get(one.id), act))));
    showMap();
    for (const box of list.querySelectorAll("textarea")) kit.grow(box);
    if (key !== undefined) (key ? list.querySelector(`[data-key="${CSS.escape(key)}"]`) : add)?.focus();
  }

  // Puts the form away; a person about whom nothing is written goes.
  function close() {
    if (!open) return;
    const { id, before } = open;
    open = null;
    const one = crowd.person(id);
    if (one && isBlank(one)) {
      crowd.put(crowd.all().filter((other) => other !== one));
      card.say(kit.t(model, "map.nothing-written"));
    }
    if (!kit.same(before, crowd.all())) crowd.keep(before);
  }

  function addPerson() {
    close();
    const one = newPerson();
    open = { id: one.id, before: crowd.all() };
    crowd.put([...crowd.all(), one]);
    show("name");
  }

  function remove({ id }) {
    close();
    const one = crowd.person(id);
    if (!one) return show(null); // they were new, and nothing was written about them
    crowd.keep(crowd.all());
    crowd.put(crowd.all().filter((other) => other.id !== id));
    show();
    undo.focus();
    card.say(kit.t(model, "map.removed", { name: labelOf(model, one) }));
    saver.changed();
  }

  function takeBack() {
    close();
    if (!crowd.canUndo()) return show(null);
    crowd.undo();
    show();
    undo.focus();
    card.say(kit.t(model, "map.undone", { people: kit.t(model, "people", { n: crowd.all().length }) }));
    saver.changed();
  }

  function onKey(event) {
    const inText = event.target.matches("input[type=text], textarea");
    if (event.key === "Escape" && open && list.contains(event.target)) return act.close();
    if (inText || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    takeBack();
  }

  card.root.addEventListener("keydown", onKey);
  const saver = kit.saver(model, card, {
    read: crowd.value,
    write: (value) => {
      crowd.load(value);
      if (open && !crowd.person(open.id)) open = null;
      else if (open) open.before = crowd.all();
      show();
    },
    describe: (value) => describe(model, item, value),
  });
  return card.dispose;
}

export default { render };
