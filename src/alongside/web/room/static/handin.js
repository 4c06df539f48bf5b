// Handing in from this browser: the answers of the session and the pieces that were ticked, and the receipt for them.
const shelf = new Shelf(given.prefix);
const form = find("handin");
const { unit, place } = form.dataset;
const CHOSEN = "portfolio.json";

function showMissing() {
  const empty = [...document.querySelectorAll("#places li")].filter((line) => {
    const entry = shelf.entry(place, line.dataset.id);
    line.hidden = Boolean(entry && says(entry.value));
    return !line.hidden;
  });
  find("missing-told").textContent = empty.length ? say("missing", { n: empty.length }) : say("full-house");
}

const pieces = () => shelf.all().filter(([folder, one]) => `${folder}/${one.id}` in given.offers && says(one.value));

const chosenBefore = () => new Set((shelf.record(CHOSEN)?.sessions?.[unit] ?? []).map((one) => `${one.folder}/${one.id}`));

function showPieces() {
  const before = chosenBefore();
  const lines = pieces().map(([folder, one]) => {
    const key = `${folder}/${one.id}`;
    const line = document.createElement("p");
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "piece", value: key });
    box.checked = before.has(key);
    const words = document.createElement("span");
    words.textContent = `${one.prompt} (${given.offers[key]})`;
    label.append(box, " ", words);
    line.append(label);
    return line;
  });
  if (!lines.length) find("pieces").textContent = say("no-pieces");
  find("pieces").replaceChildren(...(lines.length ? lines : find("pieces").childNodes));
}

function remember(chosen) {
  const whole = shelf.record(CHOSEN) ?? { schema: 1, sessions: {} };
  const now = chosen.map(([folder, one]) => ({ folder, id: one.id }));
  shelf.keepRecord(CHOSEN, { ...whole, sessions: { ...whole.sessions, [unit]: now } });
}

function declared() {
  if (form.elements.helped.value !== "yes") return { by: [], what: "" };
  const by = [...form.querySelectorAll('[name="by"]:checked')].map((box) => box.value);
  return { by: by.length ? by : ["other"], what: form.elements.what.value };
}

function ticked() {
  const keys = new Set([...form.querySelectorAll('[name="piece"]:checked')].map((box) => box.value));
  return pieces().filter(([folder, one]) => keys.has(`${folder}/${one.id}`));
}

function body() {
  const chosen = ticked();
  remember(chosen);
  const own = shelf.all().filter(([folder, one]) => folder === place && given.shared.includes(one.id));
  // Earlier versions stay here: what is handed in is what stands there now.
  const now = ([, { earlier, ...entry }]) => entry;
  return JSON.stringify({ answers: own.map(now), portfolio: chosen.map(now), help: declared(), along: given.along });
}

async function send() {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-XSRFToken": given.xsrf };
  try {
    const reply = await fetch(form.action, { method: "POST", headers, body: body(), cache: "no-store" });
    return await reply.json();
  } catch (error) {
    console.error(error);
    return { problem: say("unreachable") };
  }
}

function keep(receipt) {
  const record = shelf.record("receipts.json") ?? { schema: 1, receipts: [] };
  shelf.keepRecord("receipts.json", { ...record, receipts: [...record.receipts, receipt] });
  find("receipt").hidden = false;
  find("receipt-line").textContent = receipt.sha256;
  const files = receipt.files?.length ?? 0;
  find("covers").hidden = !files;
  find("covers").textContent = files ? say("covers", { n: files }) : "";
}

// A look at the files leaves this page: what was ticked is ticked still when one comes back.
find("pieces").addEventListener("change", () => remember(ticked()));
form.action = `/handin/${unit}`;
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  find("send").disabled = true;
  find("told").textContent = say("sending");
  const { problem, receipt } = await send();
  find("send").disabled = false;
  if (!problem) keep(receipt);
  const when = receipt && new Date(receipt.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  find("told").className = problem ? "note attention" : "note";
  find("told").textContent = problem || say("handed-in", { n: receipt.ids.length, when });
});
showMissing();
showPieces();
