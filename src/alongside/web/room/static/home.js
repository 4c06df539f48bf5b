// The list of modules, with what was answered in this browser; and everything that was written, to save and to erase.
const shelf = new Shelf(given.prefix);

function showDone() {
  const counts = new Map();
  for (const [folder, one] of shelf.all()) if (says(one.value)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  for (const place of document.querySelectorAll(".done")) {
    const count = counts.get(place.dataset.place);
    place.textContent = count ? say("answered", { n: count }) : "";
    if (count) place.closest("details")?.setAttribute("open", "");
  }
}

const bar = new Bar(shelf, showDone);
showDone();
if (!document.querySelector("details.path[open]")) document.querySelector("details.path")?.setAttribute("open", "");
window.addEventListener("pageshow", () => { showDone(); bar.show(); });
find("erase").addEventListener("click", () => {
  if (!window.confirm(say("erase.sure"))) return;
  shelf.erase();
  showDone();
  bar.tell(say("erased"));
});
