// Mounts the widgets' front ends on a light page, each on a small model of its own. What it shares with the static
// edition (`Model`, `mountAll`) is joined in front.
const page = JSON.parse(document.getElementById("alongside-page").textContent);
const loading = import(page.fronts);

await mountAll(
  page.states,
  async (state) => (await loading).fronts[page.names[state.kind]],
  (state) => new Model({ ...state, strings: page.strings }),
);
