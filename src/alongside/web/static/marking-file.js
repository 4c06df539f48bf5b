// A marking file: everything stands in this document. What is written stays in this browser until it is saved as a
// file, and that file brings it to the desk, or to this document in another browser.
const file = document.getElementById("file");
const { issue, session, assessor } = file.dataset;
const own = `marking-file:${issue}`;
const [read, lines, heading, counted, bar, saved, told, which, by] = ["read", "lines", "piece", "counted", "bar", "saved", "told", "which", "by"].map((id) => document.getElementById(id));
const worded = (words, given) => Object.entries(given).reduce((text, [name, value]) => text.replace(`{${name}}`, () => value), words);

// Kept in this window as well as in the browser: one that keeps nothing loses nothing while the page is open.
const inWindow = new Map();
let lasting = true;
const get = (key) => JSON.parse(inWindow.get(key) ?? remembered(key) ?? "null");
const put = (key, value) => {
  inWindow.set(key, JSON.stringify(value));
  lasting = remember(key, inWindow.get(key)) && lasting;
};

const whole = ({ evidence, level }) => evidence.trim() !== "" && level !== null;
const anything = ({ evidence, level }) => evidence.trim() !== "" || level !== null;
// The rubric stands with an answer where something of it was judged before, and once for all others of its task.
const rubricOf = ({ dataset, content }) =>
  content.querySelector(".to-judge") ?? document.querySelector(`template[data-rubric="${dataset.task}"]`).content.querySelector(".to-judge");
const pieces = [...document.querySelectorAll("template[data-code]")].map((one) => ({
  ...one.dataset,
  toRead: one.content.querySelector(".to-read"),
  toJudge: rubricOf(one),
  first: begun(rubricOf(one)),
  key: `${own}:${one.dataset.task}:${one.dataset.code}`,
}));
const judged = (piece) => get(piece.key)?.criteria ?? piece.first;
// How far a piece is, and when it was last changed here, is looked up once and after each change.
const look = (piece) => {
  const all = Object.values(judged(piece));
  piece.state = all.every(whole) ? "done" : all.some(anything) ? "begun" : "waits";
  piece.at = get(piece.key)?.at ?? "";
};
const orders = { task: pieces, candidate: [...pieces].sort((one, other) => one.code.localeCompare(other.code)) };
let order = orders.task;
let here = 0;

const clock = (at) => new Date(at).toLocaleString("sv", { dateStyle: "short", timeStyle: "short" }); // 2026-11-20 18:05
// An answer is in the last saved file if it was changed at the same moment there: no clock is trusted, and what was
// brought back from another computer is in no file of this one.
const unsaved = () => pieces.filter(({ at, key }) => at && at !== get(own)?.held?.[key]).length;
const tell = () => {
  const count = (state) => pieces.filter((piece) => piece.state === state).length;
  counted.textContent = worded(file.dataset.counted, { done: count("done"), begun: count("begun"), of: pieces.length });
  bar.value = count("done");
  [...which.options].forEach((option, place) => {
    const { state, number, code } = order[place];
    option.textContent = worded(which.dataset[state], { n: number, code });
  });
  const [last, since] = [get(own)?.at, unsaved()];
  const state = since ? (last ? "since" : "never") : (last ? "up" : "nothing");
  saved.textContent = worded(file.dataset[state], { at: last ? clock(last) : "", n: since });
  saved.classList.toggle("not-sent", since > 0);
};
const lineUp = () => which.replaceChildren(...order.map((_piece, place) => new Option("", place)));

const show = (place) => {
  here = place;
  const piece = order[place];
  read.replaceChildren(...piece.toRead.cloneNode(true).childNodes);
  lines.replaceChildren(...piece.toJudge.cloneNode(true).childNodes);
  for (const criterion of criteria().filter(boxOf)) fill(criterion, judged(piece)[criterion.id]);
  criteria().forEach(open);
  for (const phrase of read.querySelectorAll(".phrase-in")) phrase.disabled = false;
  heading.textContent = worded(heading.dataset.words, { n: piece.number, code: piece.code });
  which.selectedIndex = place;
  document.querySelector("[data-go=prev]").disabled = place === 0;
  document.querySelector("[data-go=next]").disabled = place === order.length - 1;
  read.scrollTop = 0;
  say("");
};
const turnTo = (place) => {
  show(place);
  heading.focus();
  heading.scrollIntoView({ block: "start" });
};
// Later than what was there, even if that came from a computer whose clock is ahead.
const later = (at) => new Date(Math.max(Date.now(), at && Date.parse(at) + 1)).toISOString();
const changed = () => {
  put(order[here].key, { at: later(order[here].at), criteria: begun() });
  look(order[here]);
  tell();
  say(lasting ? file.dataset.kept : file.dataset.keepsNothing);
};

const token = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
// Half of a sign that was cut off at the limit would make the whole file unreadable.
const sound = (one) => ({ ...one, evidence: one.evidence.toWellFormed?.() ?? one.evidence });
const words = (all) => Object.fromEntries(Object.entries(all).filter(([, one]) => anything(one)).map(([id, one]) => [id, sound(one)]));
const save = ({ target }) => {
  const beside = target.id === "save" ? told : keeping;
  const at = new Date().toISOString();
  const saves = [...(get(own)?.saves ?? []), token()].slice(-200);
  const answers = pieces.filter(({ state }) => state !== "waits").map((piece) => ({
    task: piece.task, code: piece.code, sha256: piece.sha256, at: piece.at || at, criteria: words(judged(piece)),
  }));
  if (!answers.length) { beside.textContent = file.dataset.none; return; }
  const marks = { kind: "alongside-marks", schema: 1, file: issue, session, assessor, saves, answers };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(marks, null, 1)}\n`], { type: "application/json" }));
  link.download = `marks-${session}-${assessor}-${clock(at).replace(" ", "-").replace(":", "")}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  put(own, { saves, at, held: Object.fromEntries(pieces.map(({ key, at: last }) => [key, last])) });
  tell();
  beside.textContent = worded(file.dataset.written, { file: link.download, n: answers.length });
};

const readable = (marks) => marks?.kind === "alongside-marks" && marks.schema === 1 && marks.file === issue
  && [marks.saves, marks.answers].every(Array.isArray) && marks.saves.every((one) => /^[A-Za-z0-9-]{8,64}$/.test(one))
  && marks.answers.every((one) => !Number.isNaN(Date.parse(one?.at)) && one.criteria?.constructor === Object);
// What another browser saved: of two judgements of an answer the newer one stays.
const bring = async (chosen) => {
  let marks = null;
  try { marks = JSON.parse(await chosen.text()); } catch { /* told below */ }
  if (!readable(marks)) {
    told.textContent = worded(file.dataset.foreign, { file: chosen.name });
    return;
  }
  const found = marks.answers.map((one) => [pieces.find(({ task, code }) => task === one.task && code === one.code), one]);
  const fresh = found.filter(([piece, one]) => piece && one.at > piece.at);
  const older = found.filter(([piece, one]) => piece && one.at < piece.at).length;
  for (const [piece, one] of fresh) {
    const given = Object.entries(piece.first).map(([id, first]) => {
      const { evidence = first.evidence, level = first.level } = one.criteria?.[id] ?? {};
      return [id, { ...first, evidence: String(evidence ?? "").slice(0, 4000), level: [0, 1, 2, 3].includes(level) ? level : null }];
    });
    put(piece.key, { at: new Date(one.at).toISOString(), criteria: Object.fromEntries(given) });
    look(piece);
  }
  const last = get(own);
  put(own, { ...last, saves: [...new Set([...marks.saves, ...(last?.saves ?? [])])].slice(-200) });
  show(here);
  tell();
  told.textContent = worded(older ? file.dataset.broughtOlder : file.dataset.brought, { n: fresh.length, older });
};

// Nothing that stands in no file is deleted; what is saved can be brought back.
const forget = () => {
  if (unsaved()) { told.textContent = file.dataset.first; return; }
  for (const key of [own, ...pieces.map((piece) => piece.key)]) {
    inWindow.delete(key);
    unkeep(key);
  }
  pieces.forEach(look);
  show(here);
  tell();
  told.textContent = file.dataset.forgotten;
};

by.addEventListener("change", () => {
  const chosen = order[here];
  order = orders[by.value];
  lineUp();
  show(order.indexOf(chosen));
  tell();
});
which.addEventListener("change", () => turnTo(which.selectedIndex));
document.querySelector("[data-go=prev]").addEventListener("click", () => turnTo(here - 1));
document.querySelector("[data-go=next]").addEventListener("click", () => turnTo(here + 1));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const ahead = order.map((_piece, step) => (here + 1 + step) % order.length);
  const onward = ahead.find((place) => order[place].state !== "done");
  if (onward !== undefined) { turnTo(onward); return; }
  told.textContent = file.dataset.allDone;
  document.getElementById("save").focus();
});
for (const button of document.querySelectorAll("button.save")) button.addEventListener("click", save);
document.getElementById("forget").addEventListener("click", forget);
document.getElementById("bring").addEventListener("change", async ({ target }) => {
  if (target.files.length) await bring(target.files[0]);
  target.value = "";
});
// The same marking file in another tab.
addEventListener("storage", ({ key }) => {
  const piece = pieces.find((one) => one.key === key);
  if (!piece && key !== own) return;
  inWindow.delete(key);
  if (piece) look(piece);
  if (piece === order[here]) show(here);
  tell();
});
addEventListener("beforeunload", (event) => { if (!lasting && unsaved()) event.preventDefault(); });

judging(changed);
phrases();
pieces.forEach(look);
lineUp();
show(Math.max(0, order.findIndex(({ state }) => state !== "done")));
tell();
document.querySelector(".how").open = pieces.every(({ at }) => !at);
document.getElementById("asleep").hidden = true;
file.hidden = false;
document.documentElement.dataset.marking = "ready";
