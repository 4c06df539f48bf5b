// The printed page: the agreement alone, with lines to sign on. It is drawn into the document, shown on paper only.
const PRINTING = "alo-printing";

const gap = (...kids) => kit.el("span", { class: "alo-gap" }, ...kids);

function drawSignature(model, label) {
  const signOn = (key) => kit.el("div", {}, gap(), kit.el("span", {}, kit.t(model, key)));
  return kit.el("div", { class: "alo-signature" }, kit.el("p", {}, label),
    signOn("agreement.signature"), signOn("agreement.date"));
}

const written = (text, lines = 2) =>
  text.trim() ? kit.el("p", { class: "alo-written" }, text.trim()) : Array.from({ length: lines }, () => gap());

function drawPaper(model, item, value) {
  const of = (one) => value.fields[one.id] ?? "";
  const review = value.review ? kit.plainDay(model, value.review) : gap();
  return kit.el("div", { class: "alo-printed", lang: model.get("strings")?.lang ?? null },
    kit.el("h1", {}, item.title),
    !value.ready && kit.el("p", { class: "alo-draft" }, kit.t(model, "agreement.draft")),
    kit.el("div", { class: "alo-parties" },
      item.people.map((one) => kit.el("p", {}, kit.el("strong", {}, `${one.label}: `), of(one).trim() || gap()))),
    kit.el("h2", {}, kit.t(model, "agreement.limits")),
    kit.el("ul", {}, item.limits.map((limit) => kit.el("li", {}, limit.text))),
    written(value.own_words, 3),
    kit.el("ol", {}, item.fields.map((one) =>
      kit.el("li", {}, kit.el("h2", {}, one.label), written(of(one))))),
    kit.el("p", {}, kit.el("strong", {}, kit.t(model, "agreement.review")), " ", review),
    kit.el("div", { class: "alo-signatures" }, item.people.map((one) => drawSignature(model, one.label))));
}

function clearPaper() {
  document.documentElement.classList.remove(PRINTING);
  document.querySelector("body > .alo-printed")?.remove();
}

function printPaper(model, item, value) {
  clearPaper();
  document.body.append(drawPaper(model, item, value));
  document.documentElement.classList.add(PRINTING);
  window.addEventListener("afterprint", clearPaper, { once: true });
  window.print();
}
