// People on the map as plain data: {id, name, ring, gifts, lasts, step}, in the order in which they were added.
// Lists of them are never changed in place. An empty ring: not placed yet.

const NAME_LIMIT = 60;
const STEP_LIMIT = 2000;
const MOST_PEOPLE = 40;

const newPerson = () => ({ id: kit.newId(), name: "", ring: "", gifts: [], lasts: false, step: "" });
const isBlank = (one) => !one.name.trim() && !one.ring && !one.gifts.length && !one.lasts && !one.step.trim();

// What was stored, as far as it is people: an older or foreign answer must not stop the page. What a newer version
// of the content no longer knows (a ring, a gift) is kept.
function peopleOf(value) {
  const seen = new Set();
  const usable = (one) => one && typeof one.id === "string" && !seen.has(one.id) && seen.add(one.id);
  return (Array.isArray(value.people) ? value.people : []).filter(usable).map((one) => ({
    id: one.id,
    name: kit.textOf(one.name),
    ring: kit.textOf(one.ring),
    gifts: (Array.isArray(one.gifts) ? one.gifts : []).filter((gift) => typeof gift === "string"),
    lasts: one.lasts === true,
    step: kit.textOf(one.step),
  }));
}

const storedPerson = ({ id, name, ring, gifts, lasts, step }) =>
  ({ id, name, ring, ...(gifts.length && { gifts }), ...(lasts && { lasts }), ...(step && { step }) });

// Two capitalised words of three letters and more, side by side: perhaps "Chair Governors", perhaps a name.
const looksLikeName = (text) => /\p{Lu}\p{Ll}{2,}\s+(\p{Lu}\.?\s+)?\p{Lu}\p{Ll}{2,}/u.test(text);

const initialsOf = (name) => (name.match(/[\p{L}\p{N}]+/gu) ?? ["?"]).slice(0, 3).map((word) => [...word][0].toUpperCase()).join("");

// The sign of each person on the map: initials, with a number where two would be the same.
function signsOf(people) {
  const plain = people.map((one) => initialsOf(one.name));
  const sign = (one, n) => {
    const same = plain.filter((other) => other === one).length > 1;
    return same ? `${one}${plain.slice(0, n + 1).filter((other) => other === one).length}` : one;
  };
  return new Map(people.map((one, n) => [one.id, sign(plain[n], n)]));
}

const labelOf = (model, one) => one.name.trim() || kit.t(model, "map.nameless");
const ringOf = (item, one) => item.rings.find((ring) => ring.id === one.ring);
const giftsOf = (item, one) => item.gifts.filter((gift) => one.gifts.includes(gift.id));
