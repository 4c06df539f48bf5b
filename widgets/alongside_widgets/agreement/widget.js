// A one-page agreement. The limits come first, and the page is not called ready before they are said.

// What an answer says under ids that this page no longer has: kept, because somebody wrote it.
function leftOver(item, value) {
  const known = new Set([...item.people, ...item.fields, ...item.limits].map((one) => one.id));
  const fields = Object.entries(value.fields ?? {}).filter(([id, text]) => !known.has(id) && typeof text === "string");
  const limits = Array.isArray(value.limits) ? value.limits.filter((id) => typeof id === "string" && !known.has(id)) : [];
  return { fields, limits };
}

function describe(model, item, value) {
  const texts = [...item.people, ...item.fields].map((one) => [one.label, kit.textOf(value.fields?.[one.id])]);
  const ticked = item.limits.filter((one) => value.limits?.includes?.(one.id)).length;
  const rows = [
    [kit.t(model, "agreement.limits"), kit.t(model, "agreement.ticked", { done: ticked, all: item.limits.length })],
    [item.own_words, kit.textOf(value.own_words)], ...texts,
    [kit.t(model, "agreement.review"), value.review ? kit.plainDay(model, value.review) : ""],
  ];
  const told = rows.filter(([, text]) => text.trim());
  return kit.el("dl", {}, told.map(([label, text]) => [kit.el("dt", {}, label), kit.el("dd", {}, text)]).flat());
}

function drawReadiness(model, { toggle, print }) {
  const missing = kit.el("p", { class: "alo-missing", id: kit.id("missing") });
  const button = kit.button("", toggle);
  const done = kit.el("p", { class: "alo-ready" }, kit.t(model, "agreement.ready-now"));
  const paper = kit.button(kit.t(model, "agreement.print"), print, { quiet: true });
  button.setAttribute("aria-describedby", missing.id);
  const show = (ready, lacks) => {
    done.hidden = !ready;
    missing.hidden = ready;
    missing.textContent = lacks.length
      ? kit.t(model, "agreement.missing", { what: lacks.join(" · ") }) : kit.t(model, "agreement.complete");
    button.textContent = kit.t(model, ready ? "agreement.unready" : "agreement.ready");
    button.classList.toggle("alo-quiet", ready || lacks.length > 0);
  };
  return { nodes: [missing, done, kit.el("div", { class: "alo-buttons" }, button, paper)], show };
}

function render({ model, el }) {
  const card = kit.card(model, el, "agreement");
  const { item } = card;
  let ready = false;
  let rest = { fields: [], limits: [] };
  card.prompt();
  const people = drawPeople(model, item, changed);
  const limits = drawLimits(model, item, changed);
  const clauses = drawClauses(model, item, changed);
  const date = kit.el("input", { type: "date", class: "alo-input alo-date", max: "9999-12-31", onInput: changed });
  const review = kit.field(kit.t(model, "agreement.review"), date, { hint: item.review });
  const readiness = drawReadiness(model, { toggle, print: () => printPaper(model, item, read()) });
  card.body.append(kit.el("p", { class: "alo-title" }, item.title), people.node, limits.node, clauses.node, review);
  card.foot.append(...readiness.nodes);
  card.onDispose(clearPaper);

  function lacks() {
    const left = limits.left();
    return [left && kit.t(model, "limits", { n: left }), limits.unsaid() && kit.t(model, "agreement.own-words")].filter(Boolean);
  }

  const show = () => readiness.show(ready, lacks());

  function read() {
    const fields = [...rest.fields, ...[...people.read(), ...clauses.read()].filter(([, text]) => text.trim())];
    const { limits: ticked, own_words } = limits.read();
    return { fields: Object.fromEntries(fields), limits: [...ticked, ...rest.limits], own_words, review: date.value, ready };
  }

  function changed() {
    if (ready && lacks().length) {
      ready = false;
      card.say(kit.t(model, "agreement.no-longer"));
    }
    show();
    saver.changed();
  }

  function toggle() {
    if (!ready && lacks().length) {
      card.say(kit.t(model, "agreement.not-yet"));
      return limits.firstMissing().focus();
    }
    ready = !ready;
    card.say(kit.t(model, ready ? "agreement.ready-now" : "agreement.unready-now"));
    show();
    saver.changed();
    saver.flush();
  }

  const saver = kit.saver(model, card, {
    read,
    write: (value) => {
      const fields = value.fields && typeof value.fields === "object" ? value.fields : {};
      rest = leftOver(item, { ...value, fields });
      people.write(fields);
      clauses.write(fields);
      limits.write(value);
      date.value = kit.textOf(value.review);
      ready = value.ready === true && !lacks().length;
      show();
    },
    describe: (value) => describe(model, item, value),
  });
  return card.dispose;
}

export default { render };
