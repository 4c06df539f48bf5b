// A list that gets shorter while somebody writes: an entry that holds every word stays, one that is called so first.
const bar = document.getElementById("filter");
const words = document.getElementById("filter-words");
const language = document.getElementById("filter-language");
const told = document.getElementById("filter-told");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const entries = [...document.querySelectorAll("[data-entry]")].map((node) => (
  { node, text: plain(node.textContent), name: plain(node.querySelector("h2, h3").textContent) }
));

let moved = false;

function showEntries() {
  const wanted = plain(words.value).split(/\s+/).filter(Boolean);
  for (const { node, text } of entries) node.hidden = !wanted.every((word) => text.includes(word));
  for (const group of document.querySelectorAll("[data-group]")) group.hidden = !group.querySelector("[data-entry]:not([hidden])");
  const shown = entries.filter(({ node }) => !node.hidden).length;
  told.textContent = bar.dataset.told.replace("{shown}", shown).replace("{total}", entries.length);
  if (wanted.length || moved) putInOrder(wanted);
}

function putInOrder(wanted) {
  const called = ({ name }) => Number(wanted.length > 0 && wanted.every((word) => name.includes(word)));
  for (const { node } of [...entries].sort((one, other) => called(other) - called(one))) node.parentElement.append(node);
  moved = wanted.length > 0;
}

function showLanguage() {
  for (const one of document.querySelectorAll("[data-lang]")) one.hidden = language.value !== "" && one.dataset.lang !== language.value;
  for (const { node } of entries) {
    const details = node.querySelector("details");
    if (details) details.open = language.value !== "" && details.querySelector("[data-lang]:not([hidden])") !== null;
  }
}

function showTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target || !target.hidden) return;
  words.value = "";
  showEntries();
  target.scrollIntoView();
}

bar.hidden = false;
words.addEventListener("input", showEntries);
words.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  words.value = "";
  showEntries();
});
if (language) language.addEventListener("change", showLanguage);
window.addEventListener("hashchange", showTarget);
showEntries();
