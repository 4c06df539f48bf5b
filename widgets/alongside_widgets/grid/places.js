// Places in the field, what they are called, and what lies where. Joined before widget.js.
// A place is {across, up} in hundredths, as the answer keeps it.

const LOW = 40;
const HIGH = 60;
const STEPS_BACK = 100;
const MIDDLE = { across: 50, up: 50 };
const within = (n) => Math.min(100, Math.max(0, Math.round(n)));
const endOf = (n) => (n < LOW ? "low" : n > HIGH ? "high" : "mid");

// ---- words ----

// An end as its axis has it ("high support"), with the name of the axis where the end alone would not say it.
function endWords(model, axis, end) {
  if (end === "mid") return kit.t(model, "grid.between", { one: axis.low, other: axis.high });
  const told = axis[end].toLocaleLowerCase().includes(axis.label.toLocaleLowerCase());
  return told ? axis[end] : kit.t(model, "grid.end", { axis: axis.label, end: axis[end] });
}

// The corners around a place: one in a corner, two beside a middle line, four in the middle.
function cornersAt({ across, up }) {
  const ends = (n) => (endOf(n) === "mid" ? ["low", "high"] : [endOf(n)]);
  return ends(across).flatMap((one) => ends(up).map((other) => `${one}-${other}`));
}

const titleOf = (item, corner) => item.corners.find((one) => one.corner === corner)?.title ?? corner;

// A place in words: "high challenge, low support: Retreat".
function placeWords(model, item, at) {
  const corners = cornersAt(at);
  if (corners.length === 4) return kit.t(model, "grid.middle");
  const [across, up] = [endWords(model, item.across, endOf(at.across)), endWords(model, item.up, endOf(at.up))];
  if (corners.length === 1) return kit.t(model, "grid.at", { up, across, corner: titleOf(item, corners[0]) });
  const [one, other] = corners.map((corner) => titleOf(item, corner));
  const between = kit.t(model, "grid.between", { one, other });
  return kit.t(model, "grid.at-line", { end: endOf(at.up) === "mid" ? across : up, between });
}

// ---- a free place in a corner, so that no two cards cover each other ----

const ROOMS = { low: [20, 33, 7], high: [80, 67, 93], mid: [50] };
const APART = 12;

function freePlace(corner, taken) {
  const [across, up] = corner ? corner.split("-") : ["mid", "mid"];
  const places = ROOMS[up].flatMap((y) => ROOMS[across].map((x) => ({ across: x, up: y })));
  const isFree = (at) => taken.every((one) => Math.abs(one.across - at.across) >= APART || Math.abs(one.up - at.up) >= APART);
  return places.find(isFree) ?? places[0];
}

// ---- what lies where, with its way back ----

const isPlace = (at) => at && [at.across, at.up].every((n) => typeof n === "number" && n >= 0 && n <= 100);
const placeOf = ({ across, up }) => ({ across: within(across), up: within(up) });

function placesIn(stored) {
  const all = stored && typeof stored === "object" && !Array.isArray(stored) ? Object.entries(stored) : [];
  return Object.fromEntries(all.filter(([, at]) => isPlace(at)).map(([id, at]) => [id, placeOf(at)]));
}

// Moments of one's own, as far as they have the right shape.
function ownOf(item, stored) {
  const seen = new Set(item.moments.map((one) => one.id));
  const usable = (one) => one && /^[A-Za-z0-9]{1,40}$/.test(kit.textOf(one.id)) && !seen.has(one.id) && seen.add(one.id);
  return (Array.isArray(stored) ? stored : []).filter(usable);
}

// All moments as {id, text, isOwn, best, reason}, and their places. Each step can be taken back.
function fieldBook(item) {
  let now = { places: {}, own: [] };
  let past = [];
  const all = () => [...item.moments, ...now.own.map((one) => ({ ...one, isOwn: true, best: [], reason: "" }))];
  const without = (map, id) => Object.fromEntries(Object.entries(map).filter(([one]) => one !== id));

  return {
    all,
    placeOf: (id) => now.places[id] ?? null,
    others: (id) => all().filter((one) => one.id !== id && now.places[one.id]).map((one) => now.places[one.id]),
    left: () => item.moments.filter((one) => !now.places[one.id]).length,
    roomForOwn: () => item.own - now.own.length,
    put: (id, at) => { now = { ...now, places: at ? { ...now.places, [id]: placeOf(at) } : without(now.places, id) }; },
    add: () => { const id = kit.newId(); now = { ...now, own: [...now.own, { id, text: "" }] }; return id; },
    write: (id, text) => { now = { ...now, own: now.own.map((one) => (one.id === id ? { id, text } : one)) }; },
    remove: (id) => { now = { places: without(now.places, id), own: now.own.filter((one) => one.id !== id) }; },
    state: () => now,
    keep: (before) => { if (!kit.same(before, now)) past = [...past.slice(-STEPS_BACK), before]; },
    canUndo: () => past.length > 0,
    undo: () => { now = past.at(-1); past = past.slice(0, -1); },
    load: (value) => {
      const own = ownOf(item, value.own);
      const laid = Object.fromEntries(own.filter((one) => isPlace(one.at)).map((one) => [one.id, placeOf(one.at)]));
      now = { places: { ...placesIn(value.places), ...laid }, own: own.map(({ id, text }) => ({ id, text: kit.textOf(text) })) };
      past = [];
    },
    value: (looked) => {
      const own = now.own.map((one) => ({ ...one, ...(now.places[one.id] ? { at: now.places[one.id] } : {}) }));
      const isOwn = new Set(own.map((one) => one.id));
      const places = Object.fromEntries(Object.entries(now.places).filter(([id]) => !isOwn.has(id)));
      const parts = [Object.keys(places).length && { places }, own.length && { own }, looked && { looked }];
      return Object.assign({}, ...parts.filter(Boolean));
    },
  };
}
