// Shows a unit one part at a time on a projector: arrow keys, Page Up and Page Down, or the two buttons.
const article = document.querySelector("article");
const nodes = [...article.children].flatMap((node) => (node.matches(".text") ? [...node.children] : [node]));
const parts = [[]];
for (const node of nodes) {
  if (node.matches("h2, h3") && parts.at(-1).length) parts.push([]);
  parts.at(-1).push(node);
}
let at = 0;

function show(number) {
  at = Math.min(Math.max(number, 0), parts.length - 1);
  parts.forEach((part, index) => part.forEach((node) => { node.hidden = index !== at; }));
  history.replaceState(null, "", `#part-${at + 1}`);
  document.getElementById("present-at").textContent = `${at + 1} / ${parts.length}`;
  window.scrollTo(0, 0);
}

// An address in the page may name a part by number, or anything that lies in one.
function follow() {
  const name = decodeURIComponent(location.hash.slice(1));
  const number = Number(name.replace("part-", ""));
  const target = document.getElementById(name);
  const holding = target ? parts.findIndex((part) => part.some((node) => node.contains(target) || target.contains(node))) : -1;
  show(holding >= 0 ? holding : number ? number - 1 : at);
}

const steps = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
document.addEventListener("keydown", (event) => {
  // In an exercise the keys belong to the exercise; on the buttons below they still turn the page.
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest(".mount")) return;
  if (event.key === "Escape") location.assign(document.getElementById("present-leave").href);
  if (!steps[event.key]) return;
  event.preventDefault();
  show(at + steps[event.key]);
});
window.addEventListener("hashchange", follow);
document.getElementById("present-back").addEventListener("click", () => show(at - 1));
document.getElementById("present-on").addEventListener("click", () => show(at + 1));
follow();
