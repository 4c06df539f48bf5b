// Shows a unit one part at a time on a projector: arrow keys, Page Up and Page Down, or the two buttons.
const article = document.querySelector("article");
const parts = [[]];
for (const node of [...article.children]) {
  if (node.matches("h2, h3") && parts.at(-1).length) parts.push([]);
  parts.at(-1).push(node);
}
let at = Math.max(0, Number(location.hash.replace("#part-", "")) - 1 || 0);

function show(number) {
  at = Math.min(Math.max(number, 0), parts.length - 1);
  parts.forEach((nodes, index) => nodes.forEach((node) => (node.hidden = index !== at)));
  history.replaceState(null, "", `#part-${at + 1}`);
  document.getElementById("present-at").textContent = `${at + 1} / ${parts.length}`;
  window.scrollTo(0, 0);
}

const steps = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select, button, [contenteditable]")) return;
  if (!steps[event.key]) return;
  event.preventDefault();
  show(at + steps[event.key]);
});
document.getElementById("present-back").addEventListener("click", () => show(at - 1));
document.getElementById("present-on").addEventListener("click", () => show(at + 1));
show(at);
