// What widgets with fields to fill in have in common.
// kit.field(label, input, {hint, more})   a labelled control: `input` gets an id, and is described by hint and
//                                         by the nodes in `more`
// kit.box(props)                          a text area that grows with what is written, also in browsers without
//                                         field-sizing; kit.grow(box) after its value was set by a script
// kit.plainDay(model, date, short)        "2026-03-03" as "3 March 2026", whatever the time zone
// kit.textOf(value)                       a string, whatever was stored
// kit.newId()                             the id of a row that a person adds
// kit.isDate(text)                        whether it is a day such as "2026-03-03" that there is
// kit.download(name, text, type)          a file made in the browser: nothing is sent anywhere
Object.assign(kit, (() => {
  const grows = CSS.supports("field-sizing", "content");

  function grow(box) {
    if (!grows && box.scrollHeight > box.clientHeight) box.style.height = `${box.scrollHeight + 4}px`;
  }

  function box(props) {
    const made = kit.el("textarea", { class: "alo-input", rows: 2, ...props });
    made.addEventListener("input", () => grow(made));
    return made;
  }

  function field(label, input, { hint = "", more = [] } = {}) {
    input.id ||= kit.id("field");
    const told = [hint && kit.el("p", { class: "alo-field-hint", id: kit.id("hint") }, hint), ...more].filter(Boolean);
    const ids = told.map((node) => { node.id ||= kit.id("told"); return node.id; });
    if (ids.length) input.setAttribute("aria-describedby", ids.join(" "));
    const before = told.slice(0, hint ? 1 : 0);
    return kit.el("div", { class: "alo-field" },
      kit.el("label", { class: "alo-label", for: input.id }, label), before, input, told.slice(before.length));
  }

  const plainDay = (model, date, short) => kit.day(model, `${date}T12:00:00`, short) || date;

  const textOf = (value) => (typeof value === "string" ? value : "");

  // Not randomUUID: browsers offer that only on pages they call secure, and a desk on a school's network is none.
  const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => (byte % 36).toString(36)).join("");

  // Some engines roll the 30th of February over to March.
  function isDate(text) {
    const day = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T12:00:00Z`) : null;
    return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  }

  function download(name, text, type) {
    const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    const link = kit.el("a", { href: address, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  return { field, box, grow, plainDay, textOf, newId, isDate, download };
})());
