// Puts each exercise of a page in the place of its plain form. `frontOf` finds (or fetches) the front end of a
// state, `modelOf` makes its model. Resolves when every exercise stands there, or says that it could not be started.
async function mountAll(states, frontOf, modelOf) {
  async function mount(state) {
    const place = document.getElementById(state.mount);
    const front = await frontOf(state);
    const plain = place.querySelector(".plain");
    const el = document.createElement("div");
    place.append(el);
    await front.render({ model: modelOf(state), el });
    plain.remove();
  }

  function sayFailed(state) {
    const told = document.createElement("p");
    told.className = "note attention";
    told.setAttribute("role", "alert");
    told.textContent = document.querySelector("article").dataset.failed;
    document.getElementById(state.mount).append(told);
  }

  const results = await Promise.allSettled(states.map(mount));
  results.forEach((result, index) => {
    if (result.status === "fulfilled") return;
    console.error(result.reason);
    sayFailed(states[index]);
  });
  // What was asked for by its address has moved while the exercises grew.
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  document.documentElement.dataset.live = "yes";
  performance.mark("alongside-live");
}
