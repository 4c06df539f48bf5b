// What is compared, as plain data. Own ratings and assessors' levels stand on different scales: nothing here
// turns several values into one, and no value of one scale is read on another.

const MOST_ROWS = 200;

const two = (n) => String(n).padStart(2, "0");
// The day of a moment where the person is: "2026-03-03".
const localDay = (when) => `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;

const isObject = (one) => one !== null && typeof one === "object" && !Array.isArray(one);

function wordOf(scale, value) {
  const point = scale.find((one) => one.value === value);
  return point ? `${point.value} ${point.label}` : String(value);
}

// Own profiles, oldest first, what stands today last: [{rating, at, scale, ratings}]. Today's is left out where
// it is the one that was kept last.
function profilesOf(item) {
  const all = (Array.isArray(item.own) ? item.own : []).filter((one) => isObject(one) && isObject(one.ratings) && Array.isArray(one.scale));
  const kept = all.filter((one) => one.at);
  const isKept = (now) => kit.same(kept.findLast((one) => one.rating === now.rating)?.ratings, now.ratings);
  const today = all.filter((one) => !one.at && !isKept(one));
  return [...kept.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)), ...today];
}

// What was stored, as far as it is rows: an older or foreign answer must not stop the page.
function rowsOf(value) {
  const seen = new Set();
  const usable = (row) => isObject(row) && /^[A-Za-z0-9]{1,40}$/.test(row.id) && kit.isDate(kit.textOf(row.date))
    && typeof row.competence === "string" && Number.isInteger(row.level) && !seen.has(row.id) && seen.add(row.id);
  return (Array.isArray(value.given) ? value.given : []).filter(usable).slice(0, MOST_ROWS)
    .map(({ id, date, competence, level }) => ({ id, date, competence, level }));
}

const inOrder = (rows) => [...rows].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));

// One competence with both sides: own [{at, day, rating, scale, values}], given [{id, date, level}], oldest first.
function figuresOf(item, profiles, rows) {
  return item.lines.map((line) => ({
    line,
    own: profiles.filter((one) => Array.isArray(one.ratings[line.id]))
      .map(({ at, rating, scale, ratings }) =>
        ({ at, day: at ? localDay(new Date(at)) : "", rating, scale, values: ratings[line.id] })),
    given: inOrder(rows).filter((row) => row.competence === line.id),
  }));
}

// ---- the figures in words ----

const sourceOf = (item, rating) => item.sources?.find?.((one) => one.rating === rating)?.title ?? rating;

function ownWords(model, item, own) {
  const several = new Set(own.map((one) => one.rating)).size > 1;
  return own.map(({ at, rating, scale, values }) => {
    const day = at ? kit.day(model, at, true) : kit.t(model, "compare.now");
    const when = several ? kit.t(model, "compare.when-where", { when: day, where: sourceOf(item, rating) }) : day;
    return { when, said: values.map((value) => wordOf(scale, value)).join(", ") };
  });
}

const givenWords = (model, item, given) =>
  given.map(({ date, level }) => ({ when: kit.plainDay(model, date, true), said: wordOf(item.levels, level) }));

const told = (model, words) => words.map((one) => kit.t(model, "compare.said", one)).join("; ");
