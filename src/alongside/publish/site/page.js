// A page of the static edition: its exercises, and the bar below with which answers go into a file and come back.
// A classic script, because a page that is opened from a stick (file://) loads no modules.
const { strings, say: sentences, titles } = globalThis.alongsideSite;
const page = JSON.parse(document.getElementById("alongside-page").textContent);
const find = (id) => document.getElementById(id);
const fill = (text, vars = {}) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in vars ? String(vars[name]) : whole));
const say = (key, vars) => fill(sentences[key], vars);
const words = {
  open: { ...strings, "state.idle": say("box.idle"), "state.saved": say("box.open") },
  inFile: { ...strings, "state.idle": say("box.idle"), "state.saved": say("box.in-file") },
};

const keeping = new Keeping(page.unit, showState);

function tell(text, attention = false) {
  // Writing the same words again would make a screen reader repeat them.
  if (find("keep-told").textContent !== text) find("keep-told").textContent = text;
  find("keep").classList.toggle("attention", attention);
}

function showState() {
  const count = keeping.unsaved;
  if (count) tell(say("unsaved", { n: count }), true);
  else tell(say(keeping.count ? "all-saved" : "nothing"));
}

async function saveFile() {
  await keeping.settle();
  if (!keeping.count && !keeping.unsaved) return tell(say("nothing"));
  const { name, text } = keeping.file(new Date());
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // some browsers begin to read only after the click
  keeping.markSaved();
  tell(say("saved", { name }));
}

async function openFile(chosen) {
  await keeping.settle();
  try {
    if (chosen.size > LARGEST) refuse("bad.large");
    showOpened(keeping.open(await chosen.text()));
  } catch (error) {
    if (!(error instanceof Refused)) console.error(error);
    tell(say("bad", { why: say(error instanceof Refused ? error.message : "bad.damaged") }), true);
  }
}

function showOpened({ came, same: alike, both, unreadable, homeless, units }) {
  const others = units.map((unit) => titles[unit] ?? unit).join(", ");
  const parts = [
    came && say("came", { n: came }),
    alike && say("same", { n: alike }),
    both.length && say("both", { n: both.length }),
    homeless && say("homeless", { n: homeless }),
    unreadable && say("unreadable", { n: unreadable }),
    others && say("units", { titles: others }),
  ].filter(Boolean);
  showBoth(both);
  tell(parts.join(" ") || say("empty"), unreadable > 0);
}

// For each answer that was different: where it stands, and a way to have the other version instead.
function showBoth(ids) {
  find("keep-both").hidden = !ids.length;
  find("keep-both").replaceChildren(...ids.map((id) => {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${keeping.mountOf(id)}`;
    link.textContent = keeping.promptOf(id);
    const swap = document.createElement("button");
    swap.type = "button";
    swap.className = "button quiet";
    swap.textContent = say("swap");
    swap.addEventListener("click", () => keeping.swap(id));
    line.append(link, swap);
    return line;
  }));
}

function warn(event) {
  // What was typed less than a second ago counts too: the boxes hand it over before it is asked for.
  window.dispatchEvent(new Event("online"));
  if (!keeping.unsaved) return;
  event.preventDefault();
  event.returnValue = ""; // older browsers ask only for this
}

function saveKey(event) {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  saveFile();
}

async function start() {
  await mountAll(page.states, (state) => alongsideFrontEnds[page.fronts[state.kind]], (state) => keeping.model(state, words));
  find("keep").hidden = false;
  find("keep-save").addEventListener("click", saveFile);
  find("keep-open").addEventListener("click", () => find("keep-file").click());
  find("keep-file").addEventListener("change", ({ target }) => {
    if (target.files.length) openFile(target.files[0]);
    target.value = ""; // the same file may be chosen again
  });
  window.addEventListener("keydown", saveKey);
  window.addEventListener("beforeunload", warn);
  showState();
}

start();
