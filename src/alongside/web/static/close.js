// Closing a session: what this browser still keeps unsent is saved first, and goes only after that. Pages of the
// kit in other windows go blank. What cannot be saved is shown, and goes only where the person says so.
const form = document.getElementById("close");
const unsent = document.getElementById("unsent");
const doing = document.getElementById("doing");
const base = document.querySelector("meta[name=alongside-base]").content;
const OURS = "draft:alongside:";
const others = new BroadcastChannel("alongside");


// Where the answer of a draft belongs, or "" where it belongs to another workspace on this computer. A draft from
// before workspaces had ids does not say whose it is, and comes here.
function placeOf(key) {
  const rest = key.startsWith(OURS) ? key.slice(OURS.length).replace(`${form.dataset.workspace}:`, "") : "";
  return rest.includes(":") ? "" : rest;
}

const drafts = () => Object.keys(localStorage).filter(placeOf);

// Names in any order are the same value.
function same(one, other) {
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") return one === other;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => same(one[name], other[name]));
}

async function ask(place, options) {
  const address = `${base}alongside/api/answers/${place.split("/").map(encodeURIComponent).join("/")}`;
  try {
    const always = { headers: { "X-XSRFToken": form.elements._xsrf.value }, signal: AbortSignal.timeout(10000) };
    const reply = await fetch(address, { ...always, ...options });
    const told = await reply.json();
    return reply.ok ? told : { problem: told.problem };
  } catch {
    return { problem: form.dataset.unanswered };
  }
}

// Why a draft could not be saved, or "" once the desk has it. The desk keeps both where both were changed.
async function settle(key) {
  let draft;
  try {
    draft = JSON.parse(localStorage.getItem(key));
  } catch {
    draft = null;
  }
  if (!draft?.value) {
    localStorage.removeItem(key);
    return "";
  }
  const place = placeOf(key);
  const kept = await ask(place);
  if (kept.problem) return kept.problem;
  if (!same(kept.value, draft.value)) {
    const headers = { "Content-Type": "application/json", "X-XSRFToken": form.elements._xsrf.value };
    const body = JSON.stringify({ value: draft.value, rev: draft.rev ?? 0 });
    const saved = await ask(place, { method: "PUT", headers, body });
    if (saved.problem) return saved.problem;
  }
  localStorage.removeItem(key);
  return "";
}

function show(failed) {
  const lines = failed.map(([key, problem]) => {
    const line = document.createElement("li");
    const text = JSON.parse(localStorage.getItem(key))?.value?.text ?? "";
    line.textContent = `${placeOf(key)}: ${problem} ${text && `“${text}”`}`;
    return line;
  });
  unsent.querySelector("ul").replaceChildren(...lines);
  unsent.hidden = !failed.length;
}

async function settleAll() {
  doing.textContent = drafts().length ? form.dataset.saving : "";
  const failed = [];
  for (const key of drafts()) {
    const problem = await settle(key);
    if (problem) failed.push([key, problem]);
  }
  doing.textContent = "";
  show(failed);
  return failed.length === 0;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const lose = unsent.querySelector("input").checked;
  if (!(await settleAll()) && !lose) return unsent.querySelector("input").focus();
  others.postMessage(form.dataset.closed);
  await new Promise((go) => { setTimeout(go, 300); }); // other windows may keep a last draft while they close
  for (const key of drafts()) localStorage.removeItem(key);
  sessionStorage.clear();
  return form.submit();
});

settleAll();
