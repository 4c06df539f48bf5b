// A file of answers and the entries in it: reading what anybody may have written, and the rules by which two versions
// of an answer become one. The rules are those of a desk (alongside.responses: earlier, merging), so that it does not
// matter where files meet. An entry is {kind, id, value, rev, saved_at, lang, prompt, content_version, earlier}.
const FORMAT = "alongside-answers";
const SCHEMA = 1;
const LARGEST = 16 * 1024 * 1024;
const SITTING = 30 * 60 * 1000;
// What a desk keeps beside answers: only a desk reads it, and it travels along as it is.
const RECORDS = ["receipts.json", "portfolio.json", "shown.json", "comments.json"];

class Refused extends Error {}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
};

const asText = (value) => JSON.stringify(sorted(value ?? null));
const same = (a, b) => asText(a) === asText(b);

// The name of a reason, as `say` knows its sentence.
function refuse(why) {
  throw new Refused(why);
}

function parsed(text) {
  if (text.startsWith("PK")) refuse("bad.zip");
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return refuse("bad.other");
  }
}

// A version has a value, says when it was saved, and how often before.
const isVersion = (one) => isObject(one) && isObject(one.value) && Number.isInteger(one.rev) && one.rev > 0
  && typeof one.saved_at === "string" && !Number.isNaN(Date.parse(one.saved_at))
  && typeof one.prompt === "string" && typeof one.lang === "string" && Number.isInteger(one.content_version);

const isEntry = (one) => isVersion(one) && typeof one.id === "string" && typeof one.kind === "string"
  && (one.earlier === undefined || (Array.isArray(one.earlier) && one.earlier.every(isVersion)));

// -> {files: [[place, unit, entries]], records: {name: object}, unreadable: how many entries are none}; throws Refused.
function readFile(text) {
  return readWhole(parsed(text));
}

function readWhole(whole) {
  if (!isObject(whole) || whole.format !== FORMAT) refuse("bad.other");
  if (whole.schema > SCHEMA) refuse("bad.newer");
  if (whole.schema !== SCHEMA || !isObject(whole.files)) refuse("bad.damaged");
  let unreadable = 0;
  const all = Object.entries(whole.files);
  const records = Object.fromEntries(all.filter(([name, one]) => RECORDS.includes(name) && isObject(one)));
  const files = all.filter(([name]) => !RECORDS.includes(name)).map(([place, file]) => {
    if (file?.schema > SCHEMA) refuse("bad.newer");
    if (!isObject(file) || typeof file.unit !== "string" || !Array.isArray(file.entries)) refuse("bad.damaged");
    const entries = file.entries.filter(isEntry);
    unreadable += file.entries.length - entries.length;
    return [place, file.unit, entries.map((entry) => ({ ...entry, earlier: entry.earlier ?? [] }))];
  });
  return { files, records, unreadable };
}

function writeFile(files, now, records = {}) {
  const whole = { format: FORMAT, schema: SCHEMA, made_at: now.toISOString(), files: { ...records } };
  for (const [place, unit, entries] of files) whole.files[place] = { schema: SCHEMA, unit, entries };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

const asEarlier = ({ rev, saved_at, lang, prompt, content_version, value }, why) =>
  ({ rev, saved_at, lang, prompt, content_version, why, value });

function inOrder(earlier) {
  const once = new Map(earlier.map((one) => [asText(one), one]));
  return [...once.values()].sort((a, b) => Date.parse(a.saved_at) - Date.parse(b.saved_at) || a.rev - b.rev);
}

// One entry with everything that both hold; the version saved last lies on top.
function joined(stored, incoming) {
  const gap = Date.parse(incoming.saved_at) - Date.parse(stored.saved_at) || incoming.rev - stored.rev;
  const [top, below] = gap > 0 ? [incoming, stored] : [stored, incoming];
  const older = [...stored.earlier, ...incoming.earlier];
  if (!same(top.value, below.value)) older.push(asEarlier(below, "elsewhere"));
  const changed = !same(top.value, stored.value);
  const rev = changed ? Math.max(stored.rev, incoming.rev) + 1 : stored.rev;
  return { ...(changed ? top : stored), rev, earlier: inOrder(older) };
}

// `stored` (null for none) with `fresh` as its newest version; what it said before is kept where a desk would keep it.
function renewed(stored, fresh) {
  if (!stored) return { ...fresh, rev: 1, earlier: [] };
  const changed = !same(stored.value, fresh.value);
  const wording = ["prompt", "lang", "content_version"].some((name) => stored[name] !== fresh[name]);
  const long = Date.parse(fresh.saved_at) - Date.parse(stored.saved_at) > SITTING;
  const why = wording ? "reworded" : changed && long ? "sitting" : null;
  return { ...fresh, rev: stored.rev + 1, earlier: why ? [...stored.earlier, asEarlier(stored, why)] : stored.earlier };
}
