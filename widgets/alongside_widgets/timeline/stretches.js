// Stretches as plain data: number to {marks: {lane: option}, note}. What this version of the content does not know
// (a lane, an option, a number past the end) is kept and not shown.

const MOST_STRETCHES = 120;
const NOTE_LIMIT = 200;
const BLANK = { marks: {}, note: "" };

const letterOf = (n) => String.fromCharCode(65 + n);
const passes = (item) => item.unit === "minute" && !item.planned;
const perPart = (item) => (item.unit === "month" ? 12 : 10);
const numbersOf = (item) => Array.from({ length: item.length }, (_, n) => n + 1);
const nameOf = (model, item, number) => kit.t(model, `timeline.${item.unit}`, { number });
const countOf = (model, item, n) => kit.t(model, item.unit === "month" ? "months" : "minutes", { n });

const isNumber = (n) => Number.isInteger(n) && n >= 1 && n <= MOST_STRETCHES;
const plainObject = (one) => (one && typeof one === "object" && !Array.isArray(one) ? one : {});

// What was stored, as far as it is stretches: an older or foreign answer must not stop the page.
function stretchesOf(value) {
  const found = new Map();
  for (const one of Array.isArray(value.stretches) ? value.stretches : []) {
    if (!isNumber(one?.number) || found.has(one.number)) continue;
    const marks = Object.entries(plainObject(one.marks)).filter(([, option]) => typeof option === "string");
    found.set(one.number, { marks: Object.fromEntries(marks), note: kit.textOf(one.note) });
  }
  return found;
}

function stored([number, { marks, note }]) {
  const some = Object.keys(marks).length > 0;
  return { number, ...(some && { marks }), ...(note.trim() && { note }) };
}

// The stretches on the screen. chosen() is the place of an option in its lane, or -1.
function timebook(item) {
  let kept = new Map();
  const at = (number) => kept.get(number) ?? BLANK;
  const put = (number, changes) => kept.set(number, { ...at(number), ...changes });
  const chosen = (number, lane) => lane.options.findIndex((option) => option.id === at(number).marks[lane.id]);

  function mark(number, lane, option) {
    const { [lane.id]: _, ...others } = at(number).marks;
    put(number, { marks: option ? { ...others, [lane.id]: option.id } : others });
  }

  const isNoted = (number) => item.lanes.some((lane) => chosen(number, lane) >= 0) || at(number).note.trim() !== "";
  const value = () => {
    const all = [...kept].sort(([a], [b]) => a - b).map(stored);
    return { stretches: all.filter((one) => one.marks || one.note) };
  };
  return {
    at, chosen, mark, value, isNoted,
    load: (given) => { kept = stretchesOf(given); },
    note: (number, note) => { put(number, { note }); },
    last: () => numbersOf(item).findLast(isNoted) ?? 0,
  };
}

// The words of what is marked in a stretch, lane by lane.
const marksOf = (item, book, number) =>
  item.lanes.map((lane) => lane.options[book.chosen(number, lane)]?.label).filter(Boolean);

function longestRun(row, place) {
  let [run, longest] = [0, 0];
  for (const one of row) {
    run = one === place ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

// How often each option of a lane is marked, and how long without a break; an empty stretch is a break.
function sumsOf(item, book, lane) {
  const row = numbersOf(item).map((number) => book.chosen(number, lane));
  const options = lane.options.map((option, place) =>
    ({ option, count: row.filter((one) => one === place).length, run: longestRun(row, place) }));
  return { noted: row.filter((one) => one >= 0).length, options };
}
