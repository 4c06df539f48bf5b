// What is kept while the page is open: the answers given here, and everything that came with an opened file, so that
// the next file holds it again. Nothing goes into the browser's storage: the next person at this device finds nothing.
class Keeping {
  #unit; // {id, place, lang, version}: the unit of this page, and where a desk keeps its answers
  #models = new Map();
  #files = new Map(); // place -> {unit, entries: id -> entry}
  #inFile = new Map(); // place and id -> the entry as it stands in a file that was saved or opened
  #records = {}; // what else came with an opened file: the next file holds it again
  #watching;

  constructor(unit, watching) {
    this.#unit = unit;
    this.#watching = watching;
    this.#files.set(unit.place, { unit: unit.id, entries: new Map() });
  }

  // The model of an exercise on this page. It answers a save as a kernel would (docs/joints.md, way `kernel`).
  model(state, words) {
    const made = new KeptModel(state, words, (value) => this.#put(state, value));
    this.#models.set(state.item.id, made);
    return made;
  }

  get #here() {
    return this.#files.get(this.#unit.place).entries;
  }

  #put(state, value) {
    const { id, kind, prompt } = state.item;
    const said = { kind, id, value, saved_at: new Date().toISOString(), prompt };
    const fresh = { ...said, lang: this.#unit.lang, content_version: this.#unit.version };
    const entry = renewed(this.#here.get(id) ?? null, fresh);
    this.#here.set(id, entry);
    this.#watching();
    return entry;
  }

  // Every box gives what it still holds back: the front ends send at once when a browser says it is online again.
  async settle() {
    window.dispatchEvent(new Event("online"));
    await new Promise((done) => { setTimeout(done); });
  }

  get count() {
    return this.#here.size;
  }

  // How many answers would be lost if the page were closed now.
  get unsaved() {
    return this.#all().filter(([key, entry]) => this.#inFile.get(key) !== asText(entry)).length;
  }

  #all() {
    return [...this.#files].flatMap(([place, { entries }]) =>
      [...entries].map(([id, entry]) => [`${place} ${id}`, entry]));
  }

  // -> {name, text} of a file with everything.
  file(now) {
    const full = [...this.#files].filter(([, { entries }]) => entries.size).sort();
    const units = full.length === 1 ? `-${full[0][1].unit}` : "";
    const two = (number) => String(number).padStart(2, "0");
    const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
    const name = `alongside-answers${units}-${day}-${two(now.getHours())}${two(now.getMinutes())}.json`;
    return { name, text: writeFile(full.map(([place, { unit, entries }]) => [place, unit, [...entries.values()]]), now, this.#records) };
  }

  markSaved() {
    for (const [key, entry] of this.#all()) this.#inFile.set(key, asText(entry));
    for (const [id, model] of this.#models) if (this.#here.has(id)) model.show(this.#here.get(id), true);
    this.#watching();
  }

  // Take in the text of a file. -> {came, same, both: [id], unreadable, homeless: how many have no box here,
  // units: the other units in it}. Nothing is overwritten: where both have an answer, both versions are kept.
  open(text) {
    const { files, records, unreadable } = readFile(text);
    this.#records = { ...this.#records, ...records };
    const told = { came: 0, same: 0, both: [], unreadable, homeless: 0, units: [] };
    for (const [place, unit, entries] of files) {
      const isHere = place === this.#unit.place && unit === this.#unit.id;
      if (!isHere && entries.length) told.units.push(unit);
      for (const entry of entries) this.#takeIn(place, unit, entry, isHere ? told : null);
    }
    this.#watching();
    return told;
  }

  #takeIn(place, unit, entry, told) {
    if (!this.#files.has(place)) this.#files.set(place, { unit, entries: new Map() });
    const { entries } = this.#files.get(place);
    const stored = entries.get(entry.id);
    const now = stored ? joined(stored, entry) : entry;
    const model = told && this.#models.get(entry.id);
    const fits = model?.get("item").kind === entry.kind && (!stored || stored.kind === entry.kind);
    if (stored && stored.kind !== entry.kind) return void (told && (told.unreadable += 1));
    if (fits && !model.show(now, same(now, entry))) return this.#giveBack(model, stored, told);
    entries.set(entry.id, now);
    this.#inFile.set(`${place} ${entry.id}`, asText(entry));
    if (!told) return;
    if (!fits) told.homeless += 1;
    else if (!stored) told.came += 1;
    else if (same(stored.value, entry.value)) told.same += 1;
    else told.both.push(entry.id);
  }

  // The box could not draw what the file says: it shows again what it showed before.
  #giveBack(model, stored, told) {
    model.show(stored ?? { value: {}, saved_at: "" }, false);
    told.unreadable += 1;
  }

  // Put the newest of the versions from elsewhere on top; what was on top is kept in its place.
  swap(id) {
    const stored = this.#here.get(id);
    const other = stored.earlier.findLast((one) => one.why === "elsewhere" && !same(one.value, stored.value));
    if (!other) return;
    const older = stored.earlier.filter((one) => one !== other);
    const { why, ...version } = other;
    const top = { ...stored, ...version, rev: stored.rev + 1, saved_at: new Date().toISOString() };
    this.#here.set(id, { ...top, earlier: inOrder([...older, asEarlier(stored, "elsewhere")]) });
    this.#models.get(id).show(this.#here.get(id), false);
    this.#watching();
  }

  promptOf(id) {
    return this.#models.get(id).get("item").prompt;
  }

  mountOf(id) {
    return this.#models.get(id).get("mount");
  }
}

// The in-page model of one exercise: its saves are answered at once by `put`, and what it says about them are the
// words for an answer that is in no file yet, or in one.
class KeptModel extends Model {
  #words;
  #put;

  constructor(state, words, put) {
    super({ ...state, strings: words.open });
    this.#words = words;
    this.#put = put;
  }

  save_changes() {
    const { n, value } = this.get("outgoing");
    if (n === this.get("incoming").n) return;
    const { saved_at } = this.#put(value);
    this.#say(false);
    this.set("incoming", { n, rev: this.get("rev") + 1, saved_at, conflict: null, problem: "" });
  }

  #say(inFile) {
    this.set("strings", inFile ? this.#words.inFile : this.#words.open);
    document.getElementById(this.get("mount")).dataset.kept = inFile ? "file" : "page";
  }

  // Show `entry`, as one that is in a file or not; false where the front end cannot draw it.
  show(entry, inFile) {
    this.#say(inFile);
    this.set("answer", entry.value);
    this.set("saved_at", entry.saved_at);
    try {
      this.set("rev", this.get("rev") + 1); // at this change a front end looks at the rest
      return true;
    } catch (error) {
      console.error(error);
      return false;
    }
  }
}
