// A model without a kernel, for the tests: what anywidget offers a front end, and a stand-in for the kernel.
export class Model {
  constructor(state) {
    this.state = structuredClone(state);
    this.listeners = new Map();
    this.kernel = null; // (outgoing) => incoming, or null for a dead kernel
    this.sent = [];
  }
  get(name) { return this.state[name]; }
  set(name, value) {
    if (this.state[name] === value) return;
    this.state[name] = value;
    for (const act of [...(this.listeners.get(`change:${name}`) ?? [])]) act(value);
  }
  on(name, act) { this.listeners.set(name, [...(this.listeners.get(name) ?? []), act]); }
  off(name, act) { this.listeners.set(name, (this.listeners.get(name) ?? []).filter((one) => one !== act)); }
  save_changes() {
    const sent = this.state.outgoing;
    this.sent.push(sent);
    if (this.kernel) setTimeout(() => this.set("incoming", { n: sent.n, ...this.kernel(sent) }), 5);
  }
}
