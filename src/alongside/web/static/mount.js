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

const loading = import(page.fronts);

async function mount(state) {
  const place = document.getElementById(state.mount);
  const { fronts } = await loading;
  const front = fronts[page.names[state.kind]];
  const plain = place.querySelector(".plain");
  const el = document.createElement("div");
  place.append(el);
  await front.render({ model: new Model({ ...state, strings: page.strings }), el });
  plain.remove();
}

function sayFailed(state) {
  const told = document.createElement("p");
  told.className = "note attention";
  told.setAttribute("role", "alert");
  told.textContent = document.querySelector("article").dataset.failed;
  document.getElementById(state.mount).append(told);
}

const results = await Promise.allSettled(page.states.map(mount));
results.forEach((result, index) => {
  if (result.status === "fulfilled") return;
  console.error(result.reason);
  sayFailed(page.states[index]);
});
// What was asked for by its address has moved while the exercises grew.
document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
document.documentElement.dataset.live = "yes";
performance.mark("alongside-live");
