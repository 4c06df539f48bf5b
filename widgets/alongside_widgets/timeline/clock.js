// The clock of a run, worked out from the time of day: it is kept for this tab of the browser, so that a reload or
// a screen that slept changes nothing. `started` is null while it is paused; all times are in milliseconds.

const MINUTE = 60_000;

function runStore(key) {
  const attempt = (act) => {
    try {
      return act();
    } catch {
      return null; // storage is switched off: the clock then lasts as long as the page
    }
  };
  return {
    read: () => attempt(() => JSON.parse(sessionStorage.getItem(key) ?? "null")),
    write: (state) => attempt(() => (state ? sessionStorage.setItem(key, JSON.stringify(state)) : sessionStorage.removeItem(key))),
  };
}

const isRun = (state) => Number.isFinite(state?.passed) && (state.started === null || Number.isFinite(state.started));

function runClock(model, item) {
  const store = runStore(`run:${model.get("saving")?.store || item.id}`);
  const whole = item.length * MINUTE;
  const left = store.read();
  let state = isRun(left) ? left : null;
  const set = (to) => { state = to; store.write(to); };
  const since = () => (state.started === null ? 0 : Math.max(0, Date.now() - state.started));
  const passed = () => (state ? Math.min(whole, Math.max(0, state.passed) + since()) : 0);
  return {
    isOn: () => state !== null,
    isOver: () => state !== null && passed() >= whole,
    isPaused: () => state?.started === null,
    minute: () => Math.min(item.length, Math.floor(passed() / MINUTE) + 1),
    secondsLeft: () => Math.ceil((MINUTE - (passed() % MINUTE)) / 1000),
    start: (minute) => set({ passed: (minute - 1) * MINUTE, started: Date.now() }),
    pause: () => set({ passed: passed(), started: null }),
    goOn: () => set({ passed: passed(), started: Date.now() }),
    end: () => set(null),
  };
}

const figures = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
