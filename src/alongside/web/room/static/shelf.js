// What this person wrote in this browser: one entry for each answer in localStorage, under keys that begin with the
// id of the workspace and of the person. The way `browser` of the front ends writes the same entries.
const given = JSON.parse(document.getElementById("alongside-room").textContent);
const find = (id) => document.getElementById(id);
const fill = (text, vars = {}) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in vars ? String(vars[name]) : whole));
const say = (key, vars) => fill(given.say[key], vars);
const unitOf = (id) => id.split("-")[0];

function says(value) {
  if (Array.isArray(value)) return value.some(says);
  if (isObject(value)) return Object.values(value).some(says);
  return typeof value === "string" ? value.trim() !== "" : value !== null && value !== false;
}

class Shelf {
  #prefix;

  constructor(prefix) {
    this.#prefix = prefix;
  }

  #read(name) {
    try {
      return JSON.parse(localStorage.getItem(this.#prefix + name) ?? "null");
    } catch {
      return null; // the browser keeps nothing, or something else wrote here
    }
  }

  #write(name, value) {
    try {
      localStorage.setItem(this.#prefix + name, JSON.stringify(value));
    } catch {
      refuse("full");
    }
  }

  #names() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(this.#prefix)).map((key) => key.slice(this.#prefix.length));
    } catch {
      return [];
    }
  }

  // -> [[folder, entry]] of everything that was answered, in order.
  all() {
    const names = this.#names().filter((name) => name.includes("/")).sort();
    return names.map((name) => [name.slice(0, name.lastIndexOf("/")), this.#read(name)]).filter(([, one]) => isEntry(one));
  }

  entry(folder, id) {
    const found = this.#read(`${folder}/${id}`);
    return isEntry(found) ? found : null;
  }

  record(name) {
    return this.#read(`record:${name}`);
  }

  keepRecord(name, value) {
    this.#write(`record:${name}`, value);
  }

  // How many answers are in no file that was saved or opened here.
  get unsaved() {
    const filed = this.#read("filed") ?? {};
    return this.all().filter(([folder, one]) => filed[`${folder}/${one.id}`] !== `${one.rev} ${one.saved_at}`).length;
  }

  #markFiled(entries) {
    const marks = entries.map(([folder, one]) => [`${folder}/${one.id}`, `${one.rev} ${one.saved_at}`]);
    this.#write("filed", { ...this.#read("filed"), ...Object.fromEntries(marks) });
  }

  // -> {name, text} of a file with everything.
  file(now) {
    const byPlace = new Map();
    for (const [folder, one] of this.all()) {
      const unit = unitOf(one.id);
      const place = `${folder}/${unit}.responses.json`;
      if (!byPlace.has(place)) byPlace.set(place, [place, unit, []]);
      byPlace.get(place)[2].push(one);
    }
    const records = RECORDS.map((name) => [name, this.record(name)]).filter(([, one]) => one);
    const two = (number) => String(number).padStart(2, "0");
    const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
    const name = `alongside-answers-${day}-${two(now.getHours())}${two(now.getMinutes())}.json`;
    return { name, text: writeFile([...byPlace.values()], now, Object.fromEntries(records)) };
  }

  markSaved() {
    this.#markFiled(this.all());
  }

  // Take in what a file holds. -> {came, same, both: [[folder, id]], unreadable}. Nothing is overwritten: where both
  // have an answer, both versions are kept.
  takeIn({ files, records, unreadable }) {
    const told = { came: 0, same: 0, both: [], unreadable };
    const filed = [];
    for (const [place, unit, entries] of files) {
      const folder = place.slice(0, place.lastIndexOf("/"));
      for (const entry of entries) {
        if (!folder || unitOf(entry.id) !== unit) told.unreadable += 1;
        else if (this.#join(folder, entry, told)) filed.push([folder, entry]);
      }
    }
    for (const [name, one] of Object.entries(records)) this.keepRecord(name, this.#joinedRecord(name, one));
    this.#markFiled(filed);
    return told;
  }

  #join(folder, entry, told) {
    const stored = this.entry(folder, entry.id);
    if (stored && stored.kind !== entry.kind) {
      told.unreadable += 1;
      return false;
    }
    this.#write(`${folder}/${entry.id}`, stored ? joined(stored, entry) : entry);
    if (!stored) told.came += 1;
    else if (same(stored.value, entry.value)) told.same += 1;
    else told.both.push([folder, entry.id]);
    return true;
  }

  // Receipts are only ever added to; of the other records the one that came last travels on.
  #joinedRecord(name, one) {
    const here = this.record(name);
    if (name !== "receipts.json" || !Array.isArray(here?.receipts) || !Array.isArray(one.receipts)) return one;
    const known = new Set(here.receipts.map(asText));
    return { ...one, receipts: [...here.receipts, ...one.receipts.filter((more) => !known.has(asText(more)))] };
  }

  // Put the newest of the versions from elsewhere on top; what was on top is kept in its place.
  swap(folder, id) {
    const stored = this.entry(folder, id);
    const other = stored.earlier.findLast((one) => one.why === "elsewhere" && !same(one.value, stored.value));
    if (!other) return;
    const older = stored.earlier.filter((one) => one !== other);
    const { why, ...version } = other;
    const top = { ...stored, ...version, rev: stored.rev + 1, saved_at: new Date().toISOString() };
    this.#write(`${folder}/${id}`, { ...top, earlier: inOrder([...older, asEarlier(stored, "elsewhere")]) });
  }

  erase() {
    for (const name of this.#names()) localStorage.removeItem(this.#prefix + name);
  }
}

// The files of a zip that a desk saved, as the same whole that a file of answers is. Nothing is sent anywhere for it.
async function unzipped(buffer) {
  if (typeof DecompressionStream === "undefined") refuse("bad.old");
  const view = new DataView(buffer);
  const files = {};
  let manifest = null;
  for (const { name, method, data } of membersOf(view)) {
    const wanted = name === "alongside-answers.json" || RECORDS.includes(name) || /^[^\\]+\/[a-z0-9-]+\.responses\.json$/.test(name);
    if (!wanted) continue;
    const one = JSON.parse(await inflated(method, data));
    if (name === "alongside-answers.json") manifest = one;
    else files[name] = one;
  }
  if (!isObject(manifest)) refuse("bad.zip");
  return { format: FORMAT, schema: manifest.schema, made_at: manifest.made_at, files };
}

function* membersOf(view) {
  let end = view.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) refuse("bad.zip");
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== 0x02014b50) refuse("bad.damaged");
    const [size, nameSize, more, comment] = [view.getUint32(at + 20, true), ...[28, 30, 32].map((n) => view.getUint16(at + n, true))];
    const local = view.getUint32(at + 42, true);
    const begin = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, at + 46, nameSize));
    yield { name, method: view.getUint16(at + 10, true), data: new Uint8Array(view.buffer, begin, size) };
    at += 46 + nameSize + more + comment;
  }
}

async function inflated(method, data) {
  if (method === 0) return new TextDecoder().decode(data);
  if (method !== 8) refuse("bad.damaged");
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > LARGEST) refuse("bad.large"); // a small file may pretend to hold gigabytes
    parts.push(value);
  }
  return new Blob(parts).text();
}

async function readChosen(chosen) {
  if (chosen.size > LARGEST) refuse("bad.large");
  const buffer = await chosen.arrayBuffer();
  const bytes = new Uint8Array(buffer, 0, Math.min(2, buffer.byteLength));
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readWhole(await unzipped(buffer));
  return readFile(new TextDecoder().decode(buffer));
}

// The bar with which answers go into a file and come back. `changed()` is told when answers here are others now.
class Bar {
  #shelf;
  #changed;

  constructor(shelf, changed) {
    this.#shelf = shelf;
    this.#changed = changed;
    find("keep-save").addEventListener("click", () => this.#save());
    find("keep-open").addEventListener("click", () => find("keep-file").click());
    find("keep-file").addEventListener("change", ({ target }) => {
      if (target.files.length) this.#open(target.files[0]);
      target.value = ""; // the same file may be chosen again
    });
    window.addEventListener("storage", () => this.show());
    find("keep").hidden = false;
    this.show();
  }

  tell(text, attention = false) {
    // Writing the same words again would make a screen reader repeat them.
    if (find("keep-told").textContent !== text) find("keep-told").textContent = text;
    find("keep").classList.toggle("attention", attention);
  }

  show() {
    const count = this.#shelf.unsaved;
    if (count) this.tell(say("unsaved", { n: count }), true);
    else this.tell(say(this.#shelf.all().length ? "all-saved" : "nothing"));
  }

  async #save() {
    await settle();
    if (!this.#shelf.all().length) return this.tell(say("nothing"));
    const { name, text } = this.#shelf.file(new Date());
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // some browsers begin to read only after the click
    this.#shelf.markSaved();
    this.tell(say("saved", { name }));
  }

  async #open(chosen) {
    await settle();
    try {
      const told = this.#shelf.takeIn(await readChosen(chosen));
      this.#changed();
      this.#showOpened(told);
    } catch (error) {
      if (!(error instanceof Refused)) console.error(error);
      if (error.message === "full") this.tell(say("full"), true);
      else this.tell(say("bad", { why: say(error instanceof Refused ? error.message : "bad.damaged") }), true);
    }
  }

  #showOpened({ came, same: alike, both, unreadable }) {
    const parts = [
      came && say("came", { n: came }),
      alike && say("same", { n: alike }),
      both.length && say("both", { n: both.length }),
      unreadable && say("unreadable", { n: unreadable }),
    ].filter(Boolean);
    this.#showBoth(both);
    this.tell(parts.join(" ") || say("empty"), unreadable > 0);
  }

  // For each answer that was different: where it stands, and a way to have the other version instead.
  #showBoth(both) {
    find("keep-both").hidden = !both.length;
    find("keep-both").replaceChildren(...both.map(([folder, id]) => {
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = `/unit/${unitOf(id)}#w-${id}`;
      link.textContent = this.#shelf.entry(folder, id).prompt;
      const swap = document.createElement("button");
      swap.type = "button";
      swap.className = "button quiet";
      swap.textContent = say("swap");
      swap.addEventListener("click", () => {
        this.#shelf.swap(folder, id);
        this.#changed();
      });
      line.append(link, swap);
      return line;
    }));
  }
}

// Every box gives what it still holds back: the front ends save at once when a browser says it is online again.
async function settle() {
  window.dispatchEvent(new Event("online"));
  await new Promise((done) => { setTimeout(done); });
}
