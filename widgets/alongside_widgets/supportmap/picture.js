// The map: half rings on a wide screen, whole rings on a narrow one. The numbers are the units of the view box.

const WIDE = { name: "wide", width: 820, height: 424, x: 410, y: 404, core: 50, reach: 392, from: 170, to: 10, head: 38, letter: 7.6, sizes: [23, 19, 15, 11, 8] };
const NARROW = { name: "narrow", width: 320, height: 324, x: 160, y: 162, core: 24, reach: 158, from: 50, to: -230, head: 0, letter: 6.6, sizes: [16, 13, 10, 8] };

const radians = (degrees) => (degrees * Math.PI) / 180;
const pointAt = (shape, radius, degrees) => ({ x: shape.x + radius * Math.cos(radians(degrees)), y: shape.y - radius * Math.sin(radians(degrees)) });

// The band of ring `n` of `count`: where it begins and ends, and how much of it is free for people.
function bandOf(shape, n, count) {
  const depth = (shape.reach - shape.core) / count;
  const inner = shape.core + n * depth;
  return { inner, outer: inner + depth, free: depth - shape.head };
}

// Lays `count` people in rows across a band: as large as they fit, evenly from one end to the other.
function placesIn(shape, band, count) {
  const sweep = Math.abs(radians(shape.to - shape.from));
  const rowsFor = (size) => {
    const rows = Math.max(1, Math.floor(band.free / (2 * size + 3)));
    return Array.from({ length: rows }, (_, row) => {
      const radius = band.inner + (band.free * (row + 0.5)) / rows;
      return { radius, room: Math.max(1, Math.floor((radius * sweep) / (2 * size + 3))) };
    });
  };
  const room = (size) => rowsFor(size).reduce((sum, row) => sum + row.room, 0);
  const size = shape.sizes.find((one) => 2 * one <= band.free && room(one) >= count) ?? shape.sizes.at(-1);
  return spread(shape, rowsFor(size), count).map((place) => ({ ...place, size }));
}

// Fills the row in the middle of the band first, and evens out what stands in each.
function spread(shape, rows, count) {
  const needed = [];
  for (const row of [...rows].sort((a, b) => b.room - a.room)) {
    if (needed.reduce((sum, one) => sum + one.room, 0) < count) needed.push(row);
  }
  const all = needed.reduce((sum, row) => sum + row.room, 0);
  let left = count;
  return needed.flatMap((row, n) => {
    const here = n === needed.length - 1 ? left : Math.min(left, Math.ceil((count * row.room) / all));
    left -= here;
    return Array.from({ length: here }, (_, k) =>
      pointAt(shape, needed.length === 1 && rows.length > 1 ? middle(rows) : row.radius, shape.from + ((shape.to - shape.from) * (k + 0.5)) / here));
  });
}

const middle = (rows) => (rows[0].radius + rows.at(-1).radius) / 2;

const text = (x, y, name, words, props) => kit.svg("text", { x, y, class: name, "text-anchor": "middle", ...props }, words);

function arc(shape, radius, name) {
  if (shape === NARROW) return kit.svg("circle", { cx: shape.x, cy: shape.y, r: radius, class: name });
  const path = `M${shape.x - radius} ${shape.y}A${radius} ${radius} 0 0 1 ${shape.x + radius} ${shape.y}Z`;
  return kit.svg("path", { d: path, class: name });
}

// As many whole words as have room in the ring at this height, and a little beyond it; the list has them all.
function shortened(label, shape, outer, height) {
  const room = (2 * Math.sqrt(outer ** 2 - height ** 2)) / shape.letter + 7;
  if (label.length <= room) return label;
  const words = label.slice(0, room).replace(/\s+\S*$/, "");
  return `${words} …`;
}

function drawRing(shape, ring, n, count) {
  const { inner, outer } = bandOf(shape, n, count);
  const height = shape === WIDE ? outer - 34 : (inner + outer) / 2 - 4;
  const label = shortened(ring.label, shape, outer, height);
  return [arc(shape, outer, `alo-sm-ring alo-sm-ring-${n % 2}`), text(shape.x, shape.y - height, `alo-sm-ring-label alo-sm-on-${n % 2}`, label)];
}

function drawBubble(item, sign, one, { x, y, size }) {
  const fades = item.lasting && !one.lasts;
  const font = (size * (sign.length > 3 ? 0.68 : sign.length > 2 ? 0.78 : 0.95)).toFixed(1);
  return kit.svg("g", { class: fades ? "alo-sm-bubble alo-sm-fades" : "alo-sm-bubble" },
    kit.svg("circle", { cx: x, cy: y, r: size }), text(x, y, "alo-sm-sign", sign, { "font-size": font, "dominant-baseline": "central" }));
}

function drawShape(model, item, people, signs, shape) {
  const count = item.rings.length;
  const rings = item.rings.map((ring, n) => drawRing(shape, ring, n, count)).reverse().flat();
  const shapes = [...rings.filter((node) => node.tagName !== "text"), ...rings.filter((node) => node.tagName === "text")];
  const bubbles = item.rings.flatMap((ring, n) => {
    const here = people.filter((one) => one.ring === ring.id);
    const places = placesIn(shape, bandOf(shape, n, count), here.length);
    return here.map((one, k) => drawBubble(item, signs.get(one.id), one, places[k]));
  });
  return kit.svg("svg", { class: `alo-sm-picture alo-sm-${shape.name}`, viewBox: `0 0 ${shape.width} ${shape.height}`, "aria-hidden": "true" },
    shapes, arc(shape, shape.core, "alo-sm-core"),
    text(shape.x, shape.y - (shape === WIDE ? 16 : -5), "alo-sm-me", kit.t(model, "map.me")), bubbles);
}

function drawPicture(model, item, people) {
  const signs = signsOf(people);
  const label = kit.t(model, "map.picture", { people: kit.t(model, "people", { n: people.length }), rings: item.rings.length });
  return kit.el("div", { class: "alo-sm-pictures" },
    kit.el("div", { role: "img", "aria-label": label }, [WIDE, NARROW].map((shape) => drawShape(model, item, people, signs, shape))),
    item.lasting && people.length > 0 && kit.el("p", { class: "alo-sm-key", "aria-hidden": "true" }, kit.t(model, "map.lasts-key")));
}
