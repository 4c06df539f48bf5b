// Where a timer stands, worked out from the clock, so that a reload or a sleeping laptop changes nothing.
// A state is {round, phase: "talk", "feedback" or "done", left, started_at}: `left` seconds of the phase when it
// was started, or while it is paused (started_at null). Joined before widget.js.

const LAST = 60; // with a minute to go, the clock says so

const lengthOf = (item, phase) => (phase === "done" ? 0 : 60 * item[phase]);
const readyFor = (item, round, phase) => ({ round, phase, left: lengthOf(item, phase), started_at: null });

// What a stored state still means: the plan may have changed since it was kept.
function understood(item, value) {
  const known = ["talk", "feedback", "done"].includes(value.phase) && Number.isInteger(value.round) && value.round > 0;
  if (!known || value.round > item.rounds || typeof value.left !== "number") return readyFor(item, 1, "talk");
  const left = Math.min(Math.max(0, value.left), lengthOf(item, value.phase));
  const running = value.phase !== "done" && !Number.isNaN(Date.parse(value.started_at ?? ""));
  return { round: value.round, phase: value.phase, left, started_at: running ? value.started_at : null };
}

const kept = ({ started_at, ...state }) => (started_at ? { ...state, started_at } : state);

// The seconds that are left now; a clock that was put back never gives more than there were.
function leftOf(state) {
  if (!state.started_at) return state.left;
  const passed = Math.max(0, (Date.now() - Date.parse(state.started_at)) / 1000);
  return Math.max(0, state.left - passed);
}

const isRunning = (state) => state.started_at !== null && leftOf(state) > 0;
const paused = (state) => ({ ...state, left: leftOf(state), started_at: null });
const started = (state) => ({ ...state, left: leftOf(state), started_at: new Date().toISOString() });

function nextOf(item, { round, phase }) {
  if (phase === "talk" && item.feedback > 0) return readyFor(item, round, "feedback");
  return round < item.rounds ? readyFor(item, round + 1, "talk") : readyFor(item, round, "done");
}

// 0 before half of the time, then "half", "minute", "over": what the far end of the room has to see.
function momentOf(item, state) {
  const left = leftOf(state);
  if (state.phase === "done" || left <= 0) return "over";
  if (left <= LAST && lengthOf(item, state.phase) > LAST) return "minute";
  return left <= lengthOf(item, state.phase) / 2 ? "half" : "calm";
}

// The signal that stands now: the last one whose minute has come, until the time is over.
function signalOf(item, state) {
  if (state.phase !== "talk" || leftOf(state) <= 0) return null;
  const passed = lengthOf(item, "talk") - leftOf(state);
  const come = item.signals.filter((one) => one.minute * 60 <= passed);
  return come.sort((one, other) => one.minute - other.minute).at(-1) ?? null;
}

function figures(seconds) {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

const roleOf = (item, person, round) => item.roles[(person - (round - 1) + item.roles.length * item.rounds) % item.roles.length];
