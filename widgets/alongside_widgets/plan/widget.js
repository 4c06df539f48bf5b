// An if-then plan: a cue, an action, a day. Read back as one sentence, and taken along as a reminder.

const NEEDED = ["cue", "action", "date"];

function describe(model, item, value) {
  const of = (name) => kit.textOf(value[name]);
  const became = BECAME.includes(value.became) ? kit.t(model, `plan.became.${value.became}`) : "";
  const day = kit.isDate(of("date")) ? kit.plainDay(model, value.date) : "";
  const rows = [["plan.became", became], ["plan.learnt", of("learnt")], ["plan.cue", of("cue")],
    ["plan.action", of("action")], ["plan.date", day], ["plan.time", of("time")], ["plan.place", of("place")]];
  const told = rows.filter(([, text]) => text.trim());
  if (!told.length) return kit.t(model, "plan.empty");
  return kit.el("dl", {}, told.flatMap(([key, text]) => [kit.el("dt", {}, kit.t(model, key)), kit.el("dd", {}, text)]));
}

// The plan as a sentence with its reminder, or what is still open.
function drawReadBack(model, download) {
  const sentence = kit.el("p", { class: "alo-plan-sentence" });
  const past = kit.el("p", { class: "alo-field-hint" }, kit.t(model, "plan.past"));
  const hint = kit.el("p", { class: "alo-field-hint", id: kit.id("reminder") }, kit.t(model, "plan.reminder-hint"));
  const button = kit.button(kit.t(model, "plan.reminder"), download, { quiet: true });
  button.setAttribute("aria-describedby", hint.id);
  const titleId = kit.id("read-back");
  const whole = kit.el("div", { class: "alo-plan-whole", role: "group", "aria-labelledby": titleId },
    kit.el("p", { class: "alo-label", id: titleId }, kit.t(model, "plan.read-back")), sentence, past, button, hint);
  const open = kit.el("p", { class: "alo-plan-open" });
  const show = (plan) => {
    const lacks = NEEDED.filter((name) => !bare(plan[name]));
    whole.hidden = lacks.length > 0;
    open.hidden = lacks.length === 0;
    open.textContent = kit.t(model, "plan.open", { what: lacks.map((name) => kit.t(model, `plan.${name}`)).join(" · ") });
    if (lacks.length) return;
    sentence.textContent = wholeOf(model, plan);
    past.hidden = new Date(`${plan.date}T${plan.time || "23:59"}`) >= new Date();
  };
  return { nodes: [whole, open], show };
}

function render({ model, el }) {
  const card = kit.card(model, el, "plan");
  const { item } = card;
  const whose = model.get("saving")?.whose || kit.newId(); // without a workspace: as long as this page
  card.prompt();
  const before = item.follows ? drawBefore(model, item, changed) : null;
  const fields = drawFields(model, item, changed);
  const back = drawReadBack(model, download);
  const next = before && kit.el("p", { class: "alo-plan-part" }, kit.t(model, "plan.next"));
  card.body.append(...[before?.node, next, ...fields.nodes, ...back.nodes].filter(Boolean));

  function changed() {
    back.show(fields.read());
    saver.changed();
  }

  function download() {
    const plan = fields.read();
    const summary = sentenceOf(model, plan);
    const revision = model.get("rev") ?? 0;
    const event = { ...plan, id: item.id, whose, revision, summary, place: bare(plan.place) };
    kit.download(`${item.id}.ics`, calendarOf(event), "text/calendar");
    card.say(kit.t(model, "plan.downloaded"));
    saver.flush();
  }

  // Only what is filled in, as the file keeps it.
  const read = () =>
    Object.fromEntries(Object.entries({ ...fields.read(), ...before?.read() }).filter(([, text]) => text !== ""));

  const saver = kit.saver(model, card, {
    read,
    write: (value) => {
      fields.write(value);
      before?.write(value);
      back.show(fields.read());
    },
    describe: (value) => describe(model, item, value),
  });
  return card.dispose;
}

export default { render };
