// The marking desk: evidence opens the levels, drafts are kept at every pause, everything has a key.
const form = document.getElementById("judge");
if (form) {
  const { session, task, code, assessor } = form.dataset;
  const base = document.querySelector("meta[name=alongside-base]").content;
  const store = `draft:marking:${base}:${assessor}:${session}:${code}:${task}`;
  const keeping = document.getElementById("keeping");
  const criteria = [...form.querySelectorAll(".criterion")];
  const boxOf = (criterion) => criterion.querySelector("textarea");
  const radiosOf = (criterion) => [...criterion.querySelectorAll(".levels input")];
  const say = (words) => { if (keeping) keeping.textContent = words; };
  let last = null;

  const open = (criterion) => {
    const box = boxOf(criterion);
    const words = box && box.value.trim() !== "";
    for (const radio of radiosOf(criterion)) radio.disabled = !words;
  };
  const begun = () => Object.fromEntries(criteria.filter(boxOf).map((criterion) => {
    const chosen = radiosOf(criterion).find((radio) => radio.checked);
    const seen = criterion.querySelector("input[name^='seen-']").value;
    return [criterion.id, {
      evidence: boxOf(criterion).value,
      level: chosen ? Number(chosen.value) : null,
      seen: seen === "" ? null : Number(seen),
    }];
  }));
  const written = JSON.stringify(begun());

  // What this browser kept because the desk had not acknowledged it comes back; what is entered by now goes.
  const restore = () => {
    const kept = JSON.parse(localStorage.getItem(store) ?? "null");
    if (!kept) return;
    const now = begun();
    let back = false;
    for (const criterion of criteria.filter(boxOf)) {
      const old = kept[criterion.id];
      const here = now[criterion.id];
      if (!old || old.seen !== here.seen || old.evidence.trim() === "" || (old.evidence.trim() === here.evidence.trim() && old.level === here.level)) continue;
      boxOf(criterion).value = old.evidence;
      for (const radio of radiosOf(criterion)) radio.checked = Number(radio.value) === old.level;
      back = true;
    }
    if (back) { say(form.dataset.back); later(); } else localStorage.removeItem(store);
  };

  let timer = 0;
  const later = () => {
    const now = JSON.stringify(begun());
    if (now === written && !localStorage.getItem(store)) return;
    localStorage.setItem(store, now);
    clearTimeout(timer);
    timer = setTimeout(keep, 1000);
  };
  const keep = async () => {
    const now = JSON.stringify(begun());
    say(form.dataset.keeping);
    try {
      const answer = await fetch(`${base}alongside/api/marking/${session}`, {
        method: "PUT",
        headers: { "Content-Type": "application/json", "X-XSRFToken": form.elements._xsrf.value },
        body: JSON.stringify({ task, code, sha256: form.elements.sha256.value, criteria: JSON.parse(now) }),
      });
      if (!answer.ok) throw new Error((await answer.json()).problem);
      if (localStorage.getItem(store) === now) localStorage.removeItem(store);
      say(form.dataset.kept);
    } catch {
      say(form.dataset.notKept);
      timer = setTimeout(keep, 5000);
    }
  };

  restore();
  criteria.forEach(open);
  form.addEventListener("input", (event) => {
    const criterion = event.target.closest(".criterion");
    if (criterion && !event.target.id.startsWith("reason")) { open(criterion); later(); }
  });
  form.addEventListener("focusin", (event) => { if (event.target.matches(".criterion textarea")) last = event.target; });
  // The form carries everything itself; should it not arrive, this browser still has the words.
  form.addEventListener("submit", () => clearTimeout(timer));

  for (const phrase of document.querySelectorAll(".phrase-in")) {
    phrase.disabled = false;
    phrase.addEventListener("click", () => {
      const box = last ?? form.querySelector(".criterion textarea");
      if (!box) return;
      const before = box.value.slice(0, box.selectionStart);
      const gap = before === "" || /\s$/.test(before) ? "" : " ";
      box.setRangeText(gap + phrase.textContent, box.selectionStart, box.selectionEnd, "end");
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.focus();
    });
  }

  const single = document.getElementById("single-keys");
  single.disabled = false;
  single.checked = localStorage.getItem("marking:single-keys") !== "off";
  single.addEventListener("change", () => localStorage.setItem("marking:single-keys", single.checked ? "on" : "off"));

  const here = () => document.activeElement.closest(".criterion");
  const step = (by) => {
    const place = criteria.indexOf(here());
    const next = criteria[place < 0 ? (by > 0 ? 0 : criteria.length - 1) : (place + by + criteria.length) % criteria.length];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const go = (rel) => document.querySelector(`[data-go=${rel}]`)?.click();
  const level = (value) => {
    const radio = radiosOf(here() ?? form).find((one) => one.value === value);
    if (!here() || !radio) return;
    if (radio.disabled) { boxOf(here()).focus(); return; }
    radio.checked = true;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const acts = {
    n: () => go("next"), p: () => go("prev"), c: () => step(1), C: () => step(-1),
    e: () => (here() && boxOf(here()) ? boxOf(here()) : form.querySelector(".criterion textarea"))?.focus(),
    b: () => (document.querySelector(".phrase-in") ?? document.querySelector(".bank a")).focus(),
    0: () => level("0"), 1: () => level("1"), 2: () => level("2"), 3: () => level("3"),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("textarea, input:not([type=radio], [type=checkbox])");
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      const button = form.querySelector("button[value=next]");
      if (button) form.requestSubmit(button);
    } else if (typing && event.key === "Escape") {
      event.target.closest(".criterion")?.focus();
    } else if (!typing && single.checked && !event.ctrlKey && !event.metaKey && !event.altKey && acts[event.key]) {
      event.preventDefault();
      acts[event.key]();
    }
  });
  document.documentElement.dataset.marking = "ready";
}
