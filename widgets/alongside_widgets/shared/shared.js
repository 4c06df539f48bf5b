// The part that all front ends share. Python joins shared.js, ways.js, saving.js, conflict.js and one
// widget.js into one file (see base.py): nothing here imports, and a widget sees one free name, `kit`.
//
// kit.t(model, key, vars)        text from the trait `strings`; `{name}` is filled from vars; where vars.n is a
//                                number, the plural form of `key` for n ("words" -> "words.one", "words.other")
// kit.el(tag, props, ...kids)    an element. Props: `class`, `hidden` and other attributes (true: present; false,
//                                null: absent), `onClick` and the like: listeners, `value`/`checked`: properties.
//                                Kids: nodes or text; null and false are left out. Never HTML.
// kit.svg(tag, props, ...kids)   the same for SVG
// kit.icon(name)                 "lock", "people", "tick": decoration only
// kit.button(text, onClick, {quiet, label})   a button; `label` is a longer name for screen readers (starts with text)
// kit.id(stem)                   an id that no other widget on the page has; use it for radio names too
// kit.same(a, b)                 equal as JSON, whatever the order of keys
// kit.clock(model, iso)          "10:42", or "3 Mar, 10:42" on another day
// kit.time(model, iso)           "10:42"
// kit.day(model, iso, short)     "3 March 2026"; short: "3 Mar 2026"
// kit.format(model, iso, options)   any other form of Intl.DateTimeFormat; "" where iso is no time
//
// kit.card(model, el, name) -> {
//   root, body, foot             the card; put controls in body, counts and buttons in foot
//   item                         model.get("item")
//   prompt(labelFor)             draws prompt and hint into body; with an id the prompt is a <label> for it;
//                                -> {promptId, hintId (null without a hint)} for aria-labelledby, aria-describedby
//   status                       the element with role="status"
//   state(name, text, passing)   what is said about saving (kit.saver calls it); `passing` is shown, not announced
//   say(text)                    announce something now, politely ("Card moved to Coaching, 2 of 5")
//   notice(node)                 show a notice above the foot, or take it away with null
//   onDispose(fn), dispose       return card.dispose from render
// }
// The card guards the keyboard (Jupyter's shortcuts stay out; Ctrl+S gets through and saves at once) and
// shows who can read the answer (item.sees).
//
// kit.saver(model, card, {read, write, describe}) -> {changed(), flush(), value()}
//   read()            the value as it now stands on the screen (docs/joints.md: AnyValue)
//   write(value)      put a value on the screen; {} means unanswered; must not call changed(). Called once at
//                     once with what was kept, later when a newer answer arrives from elsewhere.
//   describe(value)   a node that shows another version of the answer, for the conflict notice
//   changed()         call it after every change a person makes; saves after a pause of 900 ms, on leaving the card,
//                     and when the page is hidden
//   flush()           save now if there is anything to save
// Draw the controls first, make the saver last.
//
// The style sheets of several widgets stand on one page in any order, each with the shared rules in front: a rule
// that changes a shared one has to be more specific (`.alo .alo-button[aria-pressed]`).
const kit = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  let count = 0;

  function t(model, key, vars = {}) {
    const strings = model.get("strings") ?? {};
    const form = typeof vars.n === "number" ? `${key}.${plural(model, vars.n)}` : key;
    const text = strings[form] ?? strings[`${key}.other`] ?? strings[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in vars ? String(vars[name]) : whole));
  }

  const plural = (model, n) => new Intl.PluralRules(language(model)).select(n);

  function language(model) {
    const lang = (model.get("strings")?.lang || "en").replace("_", "-");
    try {
      return lang === "en" ? "en-GB" : Intl.getCanonicalLocales(lang)[0];
    } catch {
      return "en-GB"; // not a language tag; numbers and dates must still appear
    }
  }

  function fill(node, props, kids) {
    for (const [name, value] of Object.entries(props ?? {})) {
      if (/^on[A-Z]/.test(name)) node.addEventListener(name.slice(2).toLowerCase(), value);
      else if (name === "value" || name === "checked") node[name] = value;
      // A style attribute would be refused where only the kit's own style sheets are allowed.
      else if (name === "style") node.style.cssText = value;
      else if (value === true) node.setAttribute(name, "");
      else if (value !== false && value != null) node.setAttribute(name, value);
    }
    node.append(...kids.flat().filter((kid) => kid != null && kid !== false));
    return node;
  }

  const el = (tag, props, ...kids) => fill(document.createElement(tag), props, kids);
  const svg = (tag, props, ...kids) => fill(document.createElementNS(SVG, tag), props, kids);
  const id = (stem) => `alo-${stem}-${Date.now().toString(36)}-${count++}`;

  const SHAPES = {
    lock: "M5 7V5a3 3 0 0 1 6 0v2M3.5 7h9v6.5h-9z",
    people: "M6 7.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4M2 13.2c0-2.4 1.6-4 4-4s4 1.6 4 4" +
      "M10.6 7a2 2 0 1 0-.4-3.9M11.4 9.4c1.7.3 2.7 1.7 2.7 3.8",
    tick: "M3 8.5 6.5 12 13 4.5",
  };

  const icon = (name) =>
    svg("svg", { class: "alo-icon", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" },
      svg("path", { d: SHAPES[name] }));

  const button = (text, onClick, { quiet = false, label = null } = {}) =>
    el("button", { type: "button", class: `alo-button${quiet ? " alo-quiet" : ""}`, "aria-label": label, onClick }, text);

  const sorted = (value) => {
    if (Array.isArray(value)) return value.map(sorted);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
  };

  const same = (a, b) => JSON.stringify(sorted(a ?? null)) === JSON.stringify(sorted(b ?? null));

  const format = (model, iso, options) => {
    const date = new Date(iso);
    return Number.isNaN(date.getTime()) ? "" : new Intl.DateTimeFormat(language(model), options).format(date);
  };

  const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

  const time = (model, iso) => format(model, iso, TIME);

  function clock(model, iso) {
    const today = new Date(iso).toDateString() === new Date().toDateString();
    return format(model, iso, today ? TIME : { day: "numeric", month: "short", ...TIME });
  }

  const day = (model, iso, short = false) =>
    format(model, iso, { day: "numeric", month: short ? "short" : "long", year: "numeric" });

  const QUIET = "data-lm-suppress-shortcuts";
  const isSave = (event) => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";

  // Jupyter's command-mode shortcuts act on any focused control that is not a text field ("dd" deletes the
  // cell). The attribute works only on the focused element itself, and shuts out Ctrl+S too: so it comes off at
  // the window, before Jupyter hears the key. Where nobody takes the key, the browser would offer to download
  // the page.
  function guardKeys(root, saveNow) {
    const ours = (event) => isSave(event) && root.contains(event.target);
    const before = (event) => {
      if (!ours(event)) return;
      event.target.removeAttribute(QUIET);
      setTimeout(() => event.target.setAttribute(QUIET, "true"));
      saveNow();
    };
    const after = (event) => { if (ours(event)) event.preventDefault(); };
    root.addEventListener("focusin", (event) => event.target.setAttribute(QUIET, "true"));
    root.addEventListener("keydown", (event) => { if (!isSave(event)) event.stopPropagation(); });
    window.addEventListener("keydown", before, true);
    window.addEventListener("keydown", after);
    return () => {
      window.removeEventListener("keydown", before, true);
      window.removeEventListener("keydown", after);
    };
  }

  // A field shows one line of what was written, and a box goes on no second sheet. For paper the text stands in
  // their place, as long as it is.
  function writeOnPaper(root) {
    const clear = () => { for (const one of root.querySelectorAll(".alo-on-paper")) one.remove(); };
    const write = () => {
      clear();
      for (const field of root.querySelectorAll("textarea, input:is(:not([type]), [type=text])"))
        if (field.value.trim()) field.after(el("div", { class: "alo-on-paper" }, field.value));
    };
    window.addEventListener("beforeprint", write);
    window.addEventListener("afterprint", clear);
    return () => {
      window.removeEventListener("beforeprint", write);
      window.removeEventListener("afterprint", clear);
    };
  }

  function whoSees(model, item) {
    const others = ["shown", "trainer", "assessor"].filter((one) => (item.sees ?? []).includes(one));
    return el("span", { class: "alo-sees" }, icon(others.length ? "people" : "lock"),
      t(model, `sees.${others.join("+") || "me"}`));
  }

  function drawPrompt(body, item, promptId, labelFor) {
    const hintId = item.hint ? id("hint") : null;
    const props = { class: "alo-prompt", id: promptId, for: labelFor ?? null };
    body.append(el(labelFor ? "label" : "p", props, item.prompt ?? ""));
    if (hintId) body.append(el("p", { class: "alo-hint", id: hintId }, item.hint));
    return { promptId, hintId };
  }

  function stateLine() {
    const status = el("span", { role: "status", class: "alo-status" });
    const passing = el("span", { class: "alo-passing", "aria-hidden": "true" });
    const line = el("span", { class: "alo-state" }, status, passing);
    const state = (name, text, isPassing = false) => {
      line.dataset.state = name;
      line.classList.toggle("alo-is-passing", isPassing);
      passing.textContent = isPassing ? text : "";
      // Writing the same words again would make a screen reader repeat them.
      if (!isPassing && status.textContent !== text) status.textContent = text;
    };
    return { line, status, state };
  }

  // Words that have been spoken go away again: nobody should come across them twice, and the same words said
  // later are news.
  function speaker(spoken) {
    let timer = 0;
    return (text) => {
      clearTimeout(timer);
      spoken.textContent = text;
      timer = setTimeout(() => { spoken.textContent = ""; }, 4000);
    };
  }

  function card(model, el_, name) {
    const item = model.get("item") ?? {};
    const promptId = id("prompt");
    const ends = [];
    const { line, status, state } = stateLine();
    const body = el("div", { class: "alo-body" });
    const notices = el("div", { class: "alo-notices" });
    const foot = el("div", { class: "alo-foot" });
    const spoken = el("span", { class: "alo-unseen", "aria-live": "polite" });
    const say = speaker(spoken);
    const base = el("div", { class: "alo-base" }, whoSees(model, item), line);
    const root = el("div", { class: `alo-card alo-${name}`, role: "group", "aria-labelledby": promptId },
      body, foot, notices, base, spoken);
    el_.classList.add("alo");
    el_.replaceChildren(root);
    const made = {
      root, body, foot, item, status, state,
      prompt: (labelFor) => drawPrompt(body, item, promptId, labelFor),
      say,
      notice: (node) => notices.replaceChildren(...(node ? [node] : [])),
      onDispose: (fn) => { ends.push(fn); },
      onSaveNow: null,
      dispose: () => { for (const end of ends.splice(0)) end(); },
    };
    made.onDispose(guardKeys(root, () => made.onSaveNow?.()));
    made.onDispose(writeOnPaper(root));
    return made;
  }

  return { t, el, svg, id, icon, button, same, format, time, clock, day, card };
})();
