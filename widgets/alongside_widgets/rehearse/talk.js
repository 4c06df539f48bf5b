// What a way through a conversation means, and what there is to count in it. Joined before widget.js.

const FRESH = { path: [], finished: false, runs: 0, draft: "" };

// A stored answer in its proper shape; whether its steps still exist is for replay() to say.
function understood(value) {
  const text = (one) => (typeof one === "string" ? one : "");
  const steps = Array.isArray(value.path) ? value.path.filter((one) => one && typeof one === "object") : [];
  const path = steps.map((one) => ({
    turn: text(one.turn), line: text(one.line), own: text(one.own), waited: Number.isInteger(one.waited) ? one.waited : 0,
  }));
  return { ...FRESH, path, finished: value.finished === true, runs: Number.isInteger(value.runs) ? value.runs : 0, draft: text(value.draft) };
}

// The answer as it is kept: what is empty is left out.
function kept({ path, finished, runs, draft }) {
  const step = ({ turn, line, own, waited }) => ({ turn, line, ...(own && { own }), ...(waited && { waited }) });
  return { ...(path.length && { path: path.map(step) }), ...(finished && { finished }), ...(runs && { runs }), ...(draft && { draft }) };
}

const openTo = (turn, flags) => turn.lines.filter((line) => line.needs.every((flag) => flags.has(flag)));

// Follows a path as far as the conversation still has it:
// {steps: [{turn, line, own, waited, closed}], turn, ending, flags, broken}; turn is null once an ending is reached.
function replay(scenario, path) {
  const flags = new Set();
  const find = (list, id) => list.find((one) => one.id === id) ?? null;
  const steps = [];
  let here = find(scenario.turns, scenario.start);
  let ending = null;
  let broken = false;
  for (const step of path) {
    const open = here && here.id === step.turn ? openTo(here, flags) : [];
    const line = find(open, step.line);
    broken = !line;
    if (broken) break;
    steps.push({ ...step, turn: here, line, closed: here.lines.length - open.length });
    line.gives.forEach((flag) => flags.add(flag));
    ending = find(scenario.endings, line.next);
    here = find(scenario.turns, line.next);
  }
  return { steps, turn: here, ending, flags, broken };
}

// Words that are spoken: what stands in brackets only describes.
const wordsIn = (text) => text.replace(/\([^)]*\)/g, "").match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0;

// What was said aloud at a step: nothing where the line is a silence.
const saidAt = ({ own, line }) => own || (line.silence ? "" : line.text);

function share(steps) {
  const mine = steps.reduce((sum, step) => sum + wordsIn(saidAt(step)), 0);
  const theirs = steps.reduce((sum, step) => sum + wordsIn(step.turn.says), 0);
  return { mine, theirs, percent: Math.round((100 * mine) / Math.max(1, mine + theirs)) };
}

// How often each value of a field of the lines comes up, in the order given.
const counted = (steps, field, names) =>
  names.map((name) => [name, steps.filter((step) => step.line[field] === name).length]);

const STANCES = ["telling", "together", "drawing"];
const QUESTIONS = ["open", "closed", "disguised", "none"];
