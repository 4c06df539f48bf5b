// A unit in the room: its exercises keep their answers in this browser (way `browser`), and the bar below.
const shelf = new Shelf(given.prefix);
const models = new Map();
const loading = import(given.fronts);

function made(state) {
  const model = new Model({ ...state, strings: given.strings });
  models.set(state.item.id, model);
  return model;
}

// What came with a file, or from another tab, shows in the boxes that are open here.
function showAnew() {
  for (const [id, model] of models) {
    const entry = shelf.entry(given.place, id);
    if (!entry || entry.rev === model.get("rev")) continue;
    model.set("answer", entry.value);
    model.set("saved_at", entry.saved_at);
    model.set("rev", entry.rev); // at this change a front end looks at the rest
  }
}

await mountAll(given.states, async (state) => (await loading).fronts[given.names[state.kind]], made);
if (find("keep")) {
  const bar = new Bar(shelf, showAnew);
  for (const model of models.values()) model.on("change:rev", () => bar.show());
}
