// Sharing with the room: what a person pressed is kept in this browser until the trainer's computer has it, and sent
// again as often as needed. Each message has an id and a number that counts up, so that it counts once.
const given = JSON.parse(document.getElementById("alongside-room").textContent);
const table = JSON.parse(document.getElementById("live-words").textContent);
const find = (id) => document.getElementById(id);
const say = (key, vars = {}) => table[key].replace(/\{(\w+)\}/g, (whole, name) => vars[name] ?? whole);
const KEY = `${given.prefix}live`;
const EVERY = 4000;
const onHub = Boolean(given.answers);
const TAKEN = new Set(["waits", "through", "out", "helped", "back"]); // the trainer's computer has it
const TAKEN_IN = 60000; // after so long a desk that is open has taken in whatever it takes
const SHARED = { rating: "rating", sort: "sort" };

// What this browser knows: the code it joined with, what waits to be sent, and what it shared, by kind and item.
const blank = () => ({ code: "", n: 0, waiting: [], sent: {} });
const load = () => { try { return { ...blank(), ...JSON.parse(localStorage.getItem(KEY) ?? "{}") }; } catch { return blank(); } };
let kept = load();
const keep = () => { try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* it stands on the page as long as it is open */ } };
const keyOf = ({ kind, item }) => `${kind} ${item}`;
const newId = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

let room = null; // as the trainer's computer last told it
let mark = "";
let ahead = 0;
let timer = 0;

const tell = (words) => { if (find("live-told").textContent !== words) find("live-told").textContent = words; };
const address = (code) => `${given.live ?? "/live/room/"}${encodeURIComponent(code)}`;
const asking = () => ({ Accept: "application/json", "X-XSRFToken": given.xsrf });

// Sending

class NotNow extends Error {}

function press(message) {
  kept = load();
  kept.n = Math.max(kept.n + 1, Date.now());
  const whole = { id: newId(), n: kept.n, ...message };
  // Of one thing only the last word matters.
  kept.waiting = [...kept.waiting.filter((one) => keyOf(one) !== keyOf(whole)), whole];
  if (whole.back) delete kept.sent[keyOf(whole)];
  else kept.sent[keyOf(whole)] = whole;
  keep();
  draw();
  ask();
}

async function send(message) {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-XSRFToken": given.xsrf };
  const reply = await fetch(address(kept.code), { method: "PUT", headers, body: JSON.stringify(message), cache: "no-store" });
  const answer = await reply.json().catch(() => ({ problem: reply.statusText }));
  // Signed out, too many at once, or a computer in trouble: it is kept, and the person is told what to do.
  if (reply.status >= 500 || [403, 429].includes(reply.status)) throw new NotNow(answer.problem);
  kept = load();
  kept.waiting = kept.waiting.filter((one) => one.id !== message.id);
  if (!reply.ok && kept.sent[keyOf(message)]?.id === message.id) delete kept.sent[keyOf(message)];
  keep();
  mark = "";
  return reply.ok ? "" : say("refused", { why: answer.problem });
}

// Asking how things stand; what waits goes first.
async function ask() {
  clearTimeout(timer);
  if (!kept.code) return;
  let problem = "";
  try {
    for (const message of load().waiting) problem = (await send(message)) || problem;
    const headers = { ...asking(), ...(mark ? { "If-None-Match": mark } : {}) };
    const reply = await fetch(address(kept.code), { headers, cache: "no-store" });
    const clock = Date.parse(reply.headers.get("date"));
    if (clock && Math.abs(clock - Date.now()) > 2000) ahead = clock - Date.now();
    if (reply.status === 404) { over(problem); return; }
    if (reply.status !== 304) {
      const answer = await reply.json();
      if (!reply.ok) throw new NotNow(answer.problem);
      room = answer;
      mark = reply.headers.get("etag") ?? "";
    }
    tell(problem || say(room.away ? "joined-away" : "joined", room));
  } catch (error) {
    tell(error instanceof NotNow ? error.message : say(onHub ? "lost-hub" : "lost"));
  }
  draw();
  timer = setTimeout(ask, EVERY);
}

function over(problem) {
  kept = blank();
  room = null;
  keep();
  draw();
  tell([problem, say("over")].filter(Boolean).join(" "));
}

// Drawing

function clone(id) {
  return find(id).content.firstElementChild.cloneNode(true);
}

// A desk of a Hub has sent what it has let go of, and the trainer's desk may still have to take it in.
const underWay = () => (onHub ? "on-its-way-hub" : "on-its-way");
const stateOf = (message) => {
  if (!room || kept.waiting.some((one) => one.id === message.id)) return underWay();
  const there = room.mine.find((one) => one.id === message.id)?.state;
  if (there || !onHub) return there ?? underWay();
  if (room.away) return "sent-away";
  return Date.now() - message.n > TAKEN_IN ? "not-there" : "sent";
};

function showHas(place, message, extra = "") {
  const has = clone("live-has");
  const now = stateOf(message);
  const words = say(message.kind === "takeaway" && now === "waits" ? "word-waits" : now);
  has.querySelector(".said").textContent = [words, extra].filter(Boolean).join(" ");
  has.querySelector(".take-back").addEventListener("click", () => {
    press({ kind: message.kind, item: message.item, back: true });
    goOn(place);
  });
  const held = place.contains(document.activeElement);
  place.replaceChildren(...shown(message), has);
  if (held) has.querySelector(".take-back").focus();
}

function lines(texts) {
  const list = document.createElement("ul");
  for (const text of texts) list.append(Object.assign(document.createElement("li"), { textContent: text, dir: "auto" }));
  return list;
}

const optionsOf = (item) => new Map((item.scale ?? item.groups).map((one) => [String(one.value ?? one.id), one.label ? `${one.value} ${one.label}` : one.title]));
function told({ kind, item, votes, text, called }) {
  if (kind === "takeaway") return [called ? say("with-name", { text, name: called }) : text];
  const response = items.get(item);
  if (!response) return [];
  const options = optionsOf(response);
  const texts = new Map((response.items ?? response.cards).map((one) => [one.id, one.text]));
  return Object.entries(votes).map(([line, option]) => say("line", { text: texts.get(line), option: options.get(option) ?? say("disputed") }));
}
const shown = (message) => [lines(told(message))];

// What had the focus is gone: the first thing to press of the same part has it now.
const goOn = (place) => place.closest(".live-item").querySelector("button:not([hidden])").focus();

function preview(place, message, after) {
  const box = clone("live-preview");
  box.querySelector(".exactly").textContent = say(message.called ? "exactly-named" : "exactly");
  box.querySelector(".what").append(...shown(message));
  box.querySelector(".send").addEventListener("click", () => { delete place.dataset.looking; press(message); after?.(); goOn(place); });
  box.querySelector(".cancel").addEventListener("click", () => { delete place.dataset.looking; place.replaceChildren(); keyed.delete(place); draw(); goOn(place); });
  place.dataset.looking = "yes";
  place.replaceChildren(box);
  box.querySelector(".send").focus();
}

// The ratings and piles of this page, as they stand in this browser.
const items = new Map((given.states ?? []).filter((one) => one.kind in SHARED).map((one) => [one.item.id, one.item]));
const kindOf = new Map((given.states ?? []).map((one) => [one.item.id, one.kind]));

// In a room answers lie in this browser; on a desk the desk has them, and is asked before they are looked at.
const atDesk = new Map((given.answers ? given.states : []).map((one) => [one.item.id, one.answer]));
async function freshen(id) {
  if (!given.answers) return;
  try {
    const reply = await fetch(`${given.answers}${id}`, { headers: asking(), cache: "no-store" });
    if (reply.ok) atDesk.set(id, (await reply.json()).value);
  } catch { /* as it was when the page was loaded */ }
}

function inBrowser(id) {
  try { return JSON.parse(localStorage.getItem(`${given.prefix}${given.place}/${id}`) ?? "null")?.value; } catch { return null; }
}

function votesOf(id) {
  const value = given.answers ? atDesk.get(id) : inBrowser(id);
  if (!value) return {};
  if (kindOf.get(id) === "rating") return Object.fromEntries(Object.entries(value.ratings ?? {}).map(([line, point]) => [line, String(point)]));
  const piles = Object.entries(value.groups ?? {}).flatMap(([group, cards]) => cards.map((card) => [card, group]));
  return Object.fromEntries([...piles, ...(value.disputed ?? []).map((card) => [card, "disputed"])]);
}

const same = (one, other) => JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

function makeItems() {
  for (const [id, item] of items) {
    const part = clone("live-item");
    part.dataset.item = id;
    const heading = part.querySelector("h2");
    heading.textContent = item.prompt;
    heading.id = `live-${id}`;
    part.setAttribute("aria-labelledby", heading.id);
    part.querySelector(".look").setAttribute("aria-describedby", heading.id);
    part.querySelector(".look").addEventListener("click", async () => {
      await freshen(id);
      const votes = votesOf(id);
      const place = part.querySelector(".live-shared");
      if (Object.keys(votes).length) preview(place, { kind: SHARED[kindOf.get(id)], item: id, votes });
      else place.replaceChildren(Object.assign(document.createElement("p"), { textContent: say("empty") }));
    });
    find("live-answers").append(part);
  }
}

const keyed = new WeakMap(); // what stands in a place, so that it is drawn anew only when it is something else
function drawOne(place, message, extra) {
  if (place.dataset.looking) return;
  const key = message ? `${message.id} ${stateOf(message)} ${extra}` : "";
  if (keyed.get(place) === key && place.childElementCount) return;
  if (!message && keyed.get(place) === undefined) { keyed.set(place, key); return; }
  keyed.set(place, key);
  if (message) showHas(place, message, extra);
  else place.replaceChildren();
}

function drawWhere() {
  const running = room?.running ?? { id: "", title: "" };
  find("live-running").textContent = running.id ? say("running", running) : say("nothing-running");
  const done = kept.sent[`done ${running.id}`];
  const stuck = kept.sent["stuck stuck"];
  const helped = stuck && stateOf(stuck) === "helped";
  find("live-done").hidden = !running.id;
  find("live-done").textContent = say(done ? "undone" : "done");
  find("live-stuck").textContent = say(stuck && !helped ? "unstuck" : "stuck");
  const how = (message, words) => say(message && !TAKEN.has(stateOf(message)) ? stateOf(message) : words);
  const parts = [running.id && how(done, done ? "done-yes" : "done-told"), stuck && how(stuck, helped ? "stuck-helped" : "stuck-yes")];
  find("live-where-told").textContent = [...new Set(parts)].filter(Boolean).join(" ");
}

function draw() {
  find("live-join").hidden = Boolean(kept.code);
  find("live-in").hidden = !kept.code;
  find("live-brief").textContent = kept.code ? say("brief", { code: kept.code }) : "";
  drawWhere();
  drawOne(find("live-word").nextElementSibling, kept.sent["takeaway takeaway"], "");
  for (const part of find("live-answers").children) {
    const message = kept.sent[`${SHARED[kindOf.get(part.dataset.item)]} ${part.dataset.item}`];
    const changed = message && !same(message.votes, votesOf(part.dataset.item));
    drawOne(part.querySelector(".live-shared"), message, changed ? say("changed") : "");
  }
  count();
}

function count() {
  const place = find("live-timer");
  const told = room?.timer;
  if (!told || !kept.code) { place.textContent = ""; return; }
  const seconds = told.ends ? Math.round((Date.parse(told.ends) - Date.now() - ahead) / 1000) : told.left;
  const left = Math.abs(seconds);
  place.textContent = seconds < 0 ? say("over-time") : `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

// What a person does

find("live-join").addEventListener("submit", async (event) => {
  event.preventDefault();
  const typed = find("live-code").value;
  try {
    const reply = await fetch(address(typed), { headers: asking(), cache: "no-store" });
    const answer = await reply.json();
    if (!reply.ok) { tell(answer.problem); return; }
    kept = { ...load(), code: answer.code };
    keep();
    room = answer;
    draw();
    find("live-where").parentElement.querySelector("button:not([hidden])").focus();
    ask();
  } catch {
    tell(say(onHub ? "lost-hub" : "lost"));
  }
});
find("live-done").addEventListener("click", () => {
  const item = room?.running.id;
  if (item) press({ kind: "done", item, ...(kept.sent[`done ${item}`] ? { back: true } : {}) });
});
const stuckPreview = () => {
  const name = find("live-stuck-called").value.trim();
  find("live-stuck-preview").textContent = name ? say("stuck-named", { name }) : say("stuck-alone");
};
find("live-stuck").addEventListener("click", () => {
  const stuck = kept.sent["stuck stuck"];
  if (stuck && stateOf(stuck) !== "helped") { press({ kind: "stuck", item: "stuck", back: true }); return; }
  find("live-stuck-form").hidden = false;
  stuckPreview();
  find("live-stuck-called").focus();
});
find("live-stuck-called").addEventListener("input", stuckPreview);
const closeStuck = () => { find("live-stuck-form").hidden = true; find("live-stuck").focus(); };
find("live-stuck-cancel").addEventListener("click", closeStuck);
find("live-stuck-form").addEventListener("submit", (event) => {
  event.preventDefault();
  press({ kind: "stuck", item: "stuck", called: find("live-stuck-called").value.trim() });
  closeStuck();
});
find("live-word").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = find("live-text").value.trim().replace(/\s+/g, " ");
  if (!text) return;
  const message = { kind: "takeaway", item: "takeaway", text, called: find("live-called").value.trim() };
  preview(find("live-word").nextElementSibling, message, () => { find("live-text").value = ""; });
});
find("live-leave").addEventListener("click", () => {
  kept = { ...load(), code: "" };
  keep();
  room = null;
  draw();
  tell(say("left"));
  find("live-code").focus();
});
addEventListener("online", ask);
addEventListener("storage", ({ key }) => { if (key === KEY) { kept = load(); draw(); } });
document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
setInterval(count, 500);
// The open panel lies above the page, so it closes when the person goes on there.
const panel = find("live");
const aside = ({ target }) => { if (target instanceof Node && !panel.contains(target) && target.isConnected) panel.open = false; };
// Opened, it begins at the top, so that no part of it lies below the bar.
panel.addEventListener("toggle", () => { if (panel.open) panel.scrollIntoView({ block: "start" }); });
document.addEventListener("focusin", aside);
document.addEventListener("pointerdown", aside);
document.addEventListener("keydown", ({ key, target }) => {
  if (key !== "Escape" || !panel.open || !(panel.contains(target) || target === document.body)) return;
  panel.open = false;
  panel.querySelector("summary").focus();
});

makeItems();
find("live").hidden = false;
draw();
ask();
find("live").dataset.ready = "yes";
