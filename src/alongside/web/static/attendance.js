// The list at the door: a tap is sent at once and kept here until the desk has it; every few seconds the list
// shows what others have tapped meanwhile.
const door = document.querySelector(".door");
const counts = document.getElementById("counts");
const trouble = document.getElementById("trouble");
const { address, xsrf, group, day, start } = door?.dataset ?? {};
const key = `attendance:${address}:${group}:${day}`;
const waiting = () => JSON.parse(localStorage.getItem(key) ?? "[]");
const keep = (taps) => (taps.length ? localStorage.setItem(key, JSON.stringify(taps)) : localStorage.removeItem(key));
const token = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const line = (person) => door.querySelector(`[data-person="${CSS.escape(person)}"]`);

// What has not changed is not written, so that nothing is read aloud twice.
const write = (place, text) => { if (place.textContent !== text) place.textContent = text; };

const complain = (sentence) => {
  trouble.hidden = !sentence;
  write(trouble, sentence);
};

const show = (told) => {
  const unsent = new Set(waiting().map((tap) => tap.person));
  for (const [person, one] of Object.entries(told.lines)) {
    const item = line(person);
    if (!item || unsent.has(person)) continue;
    item.dataset.was = one.was;
    write(item.querySelector(".said"), one.said);
    write(item.querySelector(".by"), one.by);
  }
  const all = Object.keys(told.lines).length;
  write(counts, counts.dataset.words.replace("{here}", told.here).replace("{absent}", told.absent).replace("{all}", all));
};

const send = async ({ at, ...tap }) => {
  const ago = Math.max(0, Math.round((Date.now() - at) / 1000));
  const answer = await fetch(address, {
    method: "PUT",
    headers: { "Content-Type": "application/json", "X-XSRFToken": xsrf },
    body: JSON.stringify({ ...tap, ago }),
  });
  if (answer.status >= 500) throw new Error(answer.statusText);
  return { status: answer.status, ok: answer.ok, told: await answer.json() };
};

let turn = Promise.resolve();
const flush = () => {
  turn = turn.then(async () => {
    for (let [first] = waiting(); first; [first] = waiting()) {
      let answer;
      try { answer = await send(first); } catch { complain(counts.dataset.lost); return; }
      complain(answer.ok ? "" : answer.told.problem);
      if (answer.status === 403) return; // the page is older than the desk: loaded again, it sends
      keep(waiting().filter((tap) => tap.token !== first.token));
      if (answer.ok) show(answer.told);
    }
  });
  return turn;
};

const look = async () => {
  if (waiting().length) { await flush(); return; }
  try {
    const answer = await fetch(`${address}?${new URLSearchParams({ group, day, start })}`, { headers: { "X-XSRFToken": xsrf } });
    if (answer.ok) { show(await answer.json()); complain(""); }
  } catch { complain(counts.dataset.lost); }
};

if (door) {
  door.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.name !== "tap") return;
    event.preventDefault();
    const person = event.target.elements.person.value;
    keep([...waiting(), { person, tap: button.value, group, day, start, token: token(), at: Date.now() }]);
    line(person).querySelector(".said").textContent = counts.dataset.waiting;
    line(person).querySelector(".by").textContent = "";
    flush();
  });
  flush();
  setInterval(() => document.visibilityState === "visible" && look(), 5000);
}
