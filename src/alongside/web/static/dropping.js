// Files that are dragged onto a form go into its ordinary file chooser; without this the chooser is still there.
const box = document.getElementById("drop");
const chooser = box.querySelector("input[type=file]");
const names = document.getElementById("drop-names");

function tell() {
  names.replaceChildren(...[...chooser.files].map(({ name }) => {
    const line = document.createElement("li");
    line.textContent = name;
    return line;
  }));
  names.hidden = chooser.files.length < 2;
}

function over(event) {
  if (![...event.dataTransfer.items].some(({ kind }) => kind === "file")) return;
  event.preventDefault();
  box.classList.add("over");
}

box.querySelector(".drop-how").hidden = false;
box.addEventListener("dragenter", over);
box.addEventListener("dragover", over);
box.addEventListener("dragleave", () => box.classList.remove("over"));
box.addEventListener("drop", (event) => {
  box.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  const all = new DataTransfer();
  for (const file of [...chooser.files, ...event.dataTransfer.files]) all.items.add(file);
  chooser.files = all.files;
  tell();
  chooser.focus();
});
chooser.addEventListener("change", tell);
