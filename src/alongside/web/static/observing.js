// Score sheets of observations: what is written stays in this browser until the desk has said that it is entered.
const place = document.getElementById("observing");
const prefix = `observe:${base}:${place.dataset.assessor}:${place.dataset.session}:`;
const read = (key) => JSON.parse(localStorage.getItem(key) ?? "null");
const write = (key, kept) => localStorage.setItem(key, JSON.stringify(kept));
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const words = (criteria) => Object.fromEntries(Object.entries(criteria).map(([id, one]) => [id, { evidence: one.evidence.trim(), level: one.level }]));

// Sends what waits under a key. It has a token, so that the desk enters it once however often it arrives.
// Answers what the desk said; null where the desk could not be reached, and then it still waits. It waits as
// well where the page is older than the desk: loaded again, it sends.
const send = async (key) => {
  const { packet } = read(key);
  let answer;
  try {
    answer = await fetch(`${base}alongside/api/observing/${place.dataset.session}`, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "X-XSRFToken": place.dataset.xsrf },
      body: JSON.stringify(packet),
    });
  } catch { return null; }
  const told = await answer.json().catch(() => ({ problem: answer.statusText }));
  if (answer.status >= 500) return null;
  if (answer.status === 403) return told;
  const kept = read(key);
  if (!kept || kept.packet?.token !== packet.token) return told;
  const settled = answer.ok && Object.keys(told.left).length === 0;
  if (settled && same(words(kept.criteria), words(packet.criteria)) && kept.day === packet.observed) localStorage.removeItem(key);
  else write(key, { ...kept, packet: null });
  return { ...told, settled };
};

if (form) {
  const { code, observation, drawn } = form.dataset;
  const key = `${prefix}${code}:${observation}`;
  const day = form.elements.observed;
  const blank = words(begun());
  let sending = 0;

  const keep = () => {
    const kept = read(key) ?? { unsure: [], packet: null };
    if (!kept.packet && same(words(begun()), blank) && day.value === drawn) { localStorage.removeItem(key); say(""); return; }
    write(key, { ...kept, day: day.value, criteria: begun() });
    say(form.dataset.notSent);
  };
  const problems = (left) => {
    for (const criterion of criteria()) {
      criterion.querySelector(".left-over")?.remove();
      if (!left[criterion.id]) continue;
      const told = document.createElement("p");
      told.className = "note attention left-over";
      told.textContent = left[criterion.id];
      criterion.querySelector("legend").after(told);
    }
  };
  const go = async () => {
    clearTimeout(sending);
    say(form.dataset.sending);
    const told = await send(key);
    if (!told) { say(form.dataset.waiting); sending = setTimeout(go, 5000); return; }
    if (told.problem) { say(told.problem); return; }
    problems(told.left);
    if (told.settled && !read(key)) { location.replace(told.address); return; }
    say(Object.keys(told.left).length ? told.told : form.dataset.more);
  };

  // What was written without the desk comes back, with the day on which it was seen.
  const kept = read(key);
  if (kept) {
    day.value = kept.day;
    for (const criterion of criteria().filter(boxOf)) if (kept.criteria[criterion.id]) fill(criterion, kept.criteria[criterion.id]);
    say(form.dataset.notSent);
  }
  judging(keep);
  // A sheet that was opened yesterday is not of yesterday: the day follows this device until somebody sets it.
  let set = form.dataset.fixed === "yes" || Boolean(kept);
  day.addEventListener("input", () => { set = true; keep(); });
  form.addEventListener("focusin", () => {
    const now = new Date();
    if (!set) day.value = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    set = true;
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.value !== "save") return;
    event.preventDefault();
    const before = read(key) ?? { unsure: [] };
    const token = crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const packet = { observation, code, observed: day.value, drawn, token, unsure: before.unsure.slice(-20), criteria: begun() };
    write(key, { day: day.value, criteria: begun(), unsure: [...before.unsure, token].slice(-20), packet });
    go();
  });
  if (kept?.packet) go();
  addEventListener("online", () => { if (read(key)?.packet) go(); });
  document.documentElement.dataset.marking = "ready";
} else {
  // The list: which sheets this browser still has to send, and sending those that were saved.
  const rows = [...document.querySelectorAll("[data-sheet]")];
  const look = () => { for (const row of rows) row.querySelector(".not-sent").hidden = !read(prefix + row.dataset.sheet); };
  const sendAll = async () => {
    for (const row of rows) if (read(prefix + row.dataset.sheet)?.packet) await send(prefix + row.dataset.sheet);
    look();
  };
  look();
  sendAll();
  addEventListener("online", sendAll);
  addEventListener("pageshow", look);
  document.documentElement.dataset.marking = "ready";
}
