// A plan read back as one sentence. People begin a field in their own way ("When the bell has gone", "I will
// wait"): a word that they have written already is not said a second time.

const bare = (text) => text.replace(/\s+/g, " ").replace(/^[\s.,;:…]+|[\s.,;:…]+$/gu, "");
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// Whether `text` begins with one of the words that the strings list under `key`, such as "if|when".
function beginsWith(model, key, text) {
  const said = `${text.toLowerCase().replaceAll("’", "'")} `;
  return kit.t(model, key).split("|").some((word) => said.startsWith(`${word} `));
}

function sentenceOf(model, { cue, action }) {
  const [when, what] = [bare(cue), bare(action)];
  if (!when || !what) return when || what;
  const first = capital(beginsWith(model, "plan.words-cue", when) ? when : kit.t(model, "plan.if", { cue: when }));
  const key = beginsWith(model, "plan.words-then", what) ? "plan.then-said"
    : beginsWith(model, "plan.words-me", what) ? "plan.then" : "plan.then-me";
  return kit.t(model, key, { cue: first, action: what });
}

function dayOf(model, date) {
  const year = date.startsWith(`${new Date().getFullYear()}-`) ? {} : { year: "numeric" };
  return kit.format(model, `${date}T12:00:00`, { weekday: "long", day: "numeric", month: "long", ...year });
}

function placeOf(model, place) {
  const where = bare(place);
  return !where || beginsWith(model, "plan.words-place", where) ? where : kit.t(model, "plan.in", { place: where });
}

// When and where, as far as they are known: "on Tuesday 3 March at 16:00, in my office".
function momentOf(model, { date, time, place }) {
  const day = kit.isDate(date) ? kit.t(model, time ? "plan.on-at" : "plan.on", { day: dayOf(model, date), time }) : "";
  return [day, placeOf(model, place)].filter(Boolean).join(", ");
}

const wholeOf = (model, plan) =>
  kit.t(model, "plan.whole", { plan: sentenceOf(model, plan), moment: momentOf(model, plan) });
