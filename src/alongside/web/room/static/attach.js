// Attaching works without this. With it nobody sends what is too large, or the same form twice.
const form = document.getElementById("attach");
const told = document.getElementById("sending");
const button = form.querySelector("button");

function say(text, wrong) {
  told.className = wrong ? "note attention" : "note";
  told.textContent = text;
}

form.addEventListener("submit", (event) => {
  const files = [...form.querySelectorAll('[type="file"]')].flatMap((input) => [...input.files]);
  if (files.some((one) => one.size > Number(told.dataset.most) * 2 ** 20)) {
    event.preventDefault();
    say(told.dataset.large, true);
    return;
  }
  button.disabled = true;
  say(told.dataset.going, false);
});

// The way back may show the page as it was left.
window.addEventListener("pageshow", () => {
  button.disabled = false;
  told.textContent = "";
  told.className = "";
});
