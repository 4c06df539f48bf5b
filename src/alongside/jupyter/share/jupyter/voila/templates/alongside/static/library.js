// Puts each exercise where its place was kept, and says when all can be used. It runs when the whole page has
// arrived, before Voila's own script looks for outputs; until then the page is text, and nothing can be typed.
const PATIENCE = 45_000;
const SOON = 5_000;

for (const output of document.querySelectorAll(".output")) {
  document.getElementById(output.dataset.for)?.append(...output.childNodes);
  output.remove();
}

const DRAWN = ".jp-OutputArea-output > *";
const WAITING = 'script[type="application/vnd.voila.cell-output+json"]';
const state = document.getElementById("state");
const ours = (mount) => mount.classList.contains("exercise");
const live = (mount) => mount.querySelector(ours(mount) ? ".alo-card" : DRAWN);
const empty = (mount) => !mount.querySelector(WAITING);

// A code cell of somebody's own may well show nothing; an exercise that shows nothing could not be started.
for (const mount of document.querySelectorAll(".mount.own")) if (empty(mount)) mount.remove();
const mounts = [...document.querySelectorAll(".mount")];

function promptOf(mount) {
  const before = mount.previousElementSibling;
  return before?.classList.contains("prompt") ? before : null;
}

function settle(mount) {
  if (mount.dataset.live || !live(mount)) return;
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

// Says so, and goes on looking: on a slow computer an exercise may still come.
function giveUp() {
  for (const mount of mounts.filter((one) => !one.dataset.live)) {
    mount.querySelector(".waiting").textContent = state.dataset.failed;
  }
  tell(state.dataset.failed, "no");
}

const watch = new MutationObserver(look);
const patience = setTimeout(giveUp, mounts.some(empty) ? SOON : PATIENCE);
watch.observe(document.querySelector("article"), { childList: true, subtree: true });
look();
