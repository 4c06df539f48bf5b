// The words of a line, and what a person noted about lines: marks, words struck, lines written anew.
// Joined before widget.js.

const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

// A line in pieces as they stand in it: {piece: "lazy,", word: "lazy", key}. The key is what an answer keeps; a
// word that comes again is "word/2". A piece without a word, such as a dash, has no key.
function piecesOf(text) {
  const seen = new Map();
  return text.split(/\s+/).filter(Boolean).map((piece) => {
    const word = piece.replace(EDGES, "");
    if (!word) return { piece, word, key: null };
    const times = (seen.get(word) ?? 0) + 1;
    seen.set(word, times);
    return { piece, word, key: times > 1 ? `${word}/${times}` : word };
  });
}

// What was stored, as far as it has the right shape: {line id: usable}. Lines that are gone keep what they had.
function entriesOf(stored, usable) {
  if (!stored || typeof stored !== "object" || Array.isArray(stored)) return {};
  return Object.fromEntries(Object.entries(stored).map(([id, one]) => [id, usable(one)]).filter(([, one]) => one.length));
}

const stringsIn = (one) => (Array.isArray(one) ? one.filter((each) => typeof each === "string") : []);

// What is noted about the lines of `item`; nothing is forgotten when a mark is taken off again.
function notebookOf(item) {
  let marks = {};
  let struck = {};
  let rewritten = {};
  const known = new Map(item.marks.map((mark) => [mark.id, mark]));
  const put = (all, line, one) => entriesOf({ ...all, [line.id]: one }, (each) => each);
  const flip = (list, one) => (list.includes(one) ? list.filter((each) => each !== one) : [...list, one]);

  const marksOf = (line) => item.marks.filter((mark) => marks[line.id]?.includes(mark.id));
  const struckIn = (line) => struck[line.id] ?? [];

  // One mark takes the place of another, unless a line may have several; the same mark again goes.
  function mark(line, { id }) {
    const now = (marks[line.id] ?? []).filter((one) => known.has(one));
    marks = put(marks, line, item.several || now.includes(id) ? flip(now, id) : [id]);
  }

  return {
    marksOf, struckIn, mark,
    strike: (line, key) => { struck = put(struck, line, flip(struckIn(line), key)); },
    textOf: (line) => rewritten[line.id] ?? "",
    write: (line, text) => { rewritten = put(rewritten, line, text); },
    strikes: (line) => marksOf(line).some((one) => one.strikes),
    marked: () => item.lines.filter((line) => marksOf(line).length).length,
    load: (value) => {
      marks = entriesOf(value.marks, stringsIn);
      struck = entriesOf(value.struck, stringsIn);
      rewritten = entriesOf(value.rewritten, kit.textOf);
    },
    value: (looked) => {
      const all = Object.entries({ marks, struck, rewritten }).filter(([, map]) => Object.keys(map).length);
      return { ...Object.fromEntries(all), ...(looked ? { looked } : {}) };
    },
  };
}
