// Rows as plain data: {id, date, minutes, with_whom, action, done}. Arrays of them are never changed in place.

const MOST_MINUTES = 1440;

const isMinutes = (n) => Number.isInteger(n) && n >= 0 && n <= MOST_MINUTES;

const inOrder = (rows) => [...rows].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));

const two = (n) => String(n).padStart(2, "0");
const today = (now = new Date()) => `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;

const blankRow = () => ({ id: kit.newId(), date: today(), minutes: 0, with_whom: "", action: "", done: false });
const isBlank = (row) => !row.minutes && !row.with_whom.trim() && !row.action.trim() && !row.done;

// What was stored, as far as it is rows: an older or foreign answer must not stop the page.
function rowsOf(value) {
  const seen = new Set();
  const usable = (row) => row && typeof row.id === "string" && kit.isDate(kit.textOf(row.date)) && !seen.has(row.id) && seen.add(row.id);
  return (Array.isArray(value.rows) ? value.rows : []).filter(usable).map((row) => ({
    id: row.id,
    date: row.date,
    minutes: isMinutes(row.minutes) ? row.minutes : 0,
    with_whom: kit.textOf(row.with_whom),
    action: kit.textOf(row.action),
    done: row.done === true,
  }));
}

const sumOf = (rows) => rows.reduce((sum, row) => sum + row.minutes, 0);
