// Mounts the widgets' front ends on a light page, each on a small model of its own.
// The model offers what a front end uses of the Jupyter widget model, and no more.
class Model {
  #state;
  #listeners = new Map();

  constructor(state) {
    this.#state = state;
  }

  get(name) {
    return this.#state[name];
  }

  set(name, value) {
    if (this.#state[name] === value) return;
    this.#state[name] = value;
    this.#tell(`change:${name}`, value);
  }

  on(names, act) {
    for (const name of names.split(" ")) {
      if (!this.#listeners.has(name)) this.#listeners.set(name, new Set());
      this.#listeners.get(name).add(act);
    }
  }

  off(names, act) {
    if (!names) return this.#listeners.clear();
    for (const name of names.split(" ")) {
      if (act) this.#listeners.get(name)?.delete(act);
      else this.#listeners.delete(name);
    }
  }

  save_changes() {}

  send() {}

  #tell(name, value) {
    for (const act of this.#listeners.get(name) ?? []) act(value);
  }
}

const page = JSON.parse(document.getElementById("alongside-page").textContent);

async function mount(state) {
  const place = document.getElementById(state.mount);
  const { default: front } = await import(page.fronts[state.kind]);
  const plain = place.querySelector(".plain");
  const el = document.createElement("div");
  place.append(el);
  await front.render({ model: new Model({ ...state, strings: page.strings }), el });
  plain.remove();
}

const results = await Promise.allSettled(page.states.map(mount));
for (const result of results) if (result.status === "rejected") console.error(result.reason);
document.documentElement.dataset.live = "yes";
performance.mark("alongside-live");
