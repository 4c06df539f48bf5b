// What a front end uses of the Jupyter widget model, and no more: for pages without a kernel.
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
