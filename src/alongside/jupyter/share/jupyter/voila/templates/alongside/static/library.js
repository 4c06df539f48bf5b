// Puts each exercise where its place was kept, and says when all can be used. It runs when the whole page has
// arrived, before Voila's own script looks for outputs; until then the page is text, and nothing can be typed.
//
// The kit's widgets are drawn here, from Voila's widget manager once it has every model: on a slow computer Voila
// asks for them too early and shows "model not found" instead (seen with Voila 0.5.13 and ipywidgets 8.1).
const PATIENCE = 60_000;
const OFTEN = 25;

const outputs = document.querySelectorAll(".output");
// A kernel may die while it starts. The next one seldom does: ask for the page once more, and only once.
const [arrival] = performance.getEntriesByType("navigation");
if (!outputs.length && arrival.type !== "reload") location.reload();

for (const output of outputs) {
  const mount = document.getElementById(output.dataset.for);
  if (output.dataset.model) mount.dataset.model = output.dataset.model;
  mount?.append(...output.children);
  output.remove();
}

const state = document.getElementById("state");
const ours = (mount) => mount.classList.contains("exercise");
const drawn = (mount) => mount.querySelector(ours(mount) ? ".alo-card" : ".jp-OutputArea-output > *");
const empty = (mount) => !mount.dataset.model && !mount.querySelector("script");

// A code cell of somebody's own may well show nothing; an exercise that shows nothing could not be started.
for (const mount of document.querySelectorAll(".mount.own")) if (empty(mount)) mount.remove();
const mounts = [...document.querySelectorAll(".mount")];

function promptOf(mount) {
  const before = mount.previousElementSibling;
  return before?.classList.contains("prompt") ? before : null;
}

function settle(mount) {
  if (mount.dataset.live || !drawn(mount)) return;
  mount.dataset.live = "yes";
  mount.querySelector(".waiting")?.remove();
  // The widget repeats its prompt as the label of what is answered; two of them would be read twice.
  if (ours(mount)) promptOf(mount)?.setAttribute("hidden", "");
}

function look() {
  mounts.forEach(settle);
  if (mounts.some((mount) => !mount.dataset.live)) return;
  watch.disconnect();
  clearTimeout(patience);
  tell(state.dataset.live, "yes");
  performance.mark("alongside-live");
}

function tell(words, outcome) {
  state.textContent = words;
  document.documentElement.dataset.live = outcome;
}

function fail(some) {
  if (!some.length) return;
  for (const mount of some) mount.querySelector(".waiting").textContent = state.dataset.failed;
  tell(state.dataset.failed, "no");
}

// Goes on looking afterwards: on a slow computer an exercise may still come.
const giveUp = () => fail(mounts.filter((mount) => !mount.dataset.live));

function voila() {
  return new Promise((resolve) => {
    const asking = setInterval(() => {
      if (!window.jupyterapp) return;
      clearInterval(asking);
      resolve(window.jupyterapp);
    }, OFTEN);
  });
}

async function draw(mount, manager) {
  const view = await manager.create_view(await manager.get_model(mount.dataset.model));
  const widget = view.luminoWidget;
  widget.processMessage({ type: "before-attach" });
  mount.append(widget.node);
  widget.processMessage({ type: "after-attach" });
}

async function drawAll() {
  const manager = await (await voila()).widgetManagerPromise.promise;
  if (!manager.restoredStatus) await new Promise((resolve) => manager.restored.connect(resolve));
  await Promise.allSettled(mounts.filter((mount) => mount.dataset.model).map((mount) => draw(mount, manager)));
}

const watch = new MutationObserver(look);
const patience = setTimeout(giveUp, PATIENCE);
watch.observe(document.querySelector("article"), { childList: true, subtree: true });
look();
fail(mounts.filter(empty));
drawAll();
