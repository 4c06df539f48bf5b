// What judging a text and judging an observation share: evidence opens the levels, and everything has a key.
const form = document.getElementById("judge");
const base = document.querySelector("meta[name=alongside-base]").content;
const criteria = (within = form) => (within ? [...within.querySelectorAll(".criterion")] : []);
const keeping = document.getElementById("keeping");
const BOX = "textarea[name^='evidence-']"; // a reason has a box of its own
const boxOf = (criterion) => criterion.querySelector(BOX);
const radiosOf = (criterion) => [...criterion.querySelectorAll("input[name^='level-']")];
const say = (words) => { if (keeping) keeping.textContent = words; };

const open = (criterion) => {
  const box = boxOf(criterion);
  const words = box && box.value.trim() !== "";
  for (const radio of radiosOf(criterion)) radio.disabled = !words;
};
const fill = (criterion, begun) => {
  boxOf(criterion).value = begun.evidence;
  for (const radio of radiosOf(criterion)) radio.checked = Number(radio.value) === begun.level && begun.level !== null;
};
const begun = (within = form) => Object.fromEntries(criteria(within).filter(boxOf).map((criterion) => {
  const chosen = radiosOf(criterion).find((radio) => radio.checked);
  const seen = criterion.querySelector("input[name^='seen-']").value;
  return [criterion.id, {
    evidence: boxOf(criterion).value,
    level: chosen ? Number(chosen.value) : null,
    seen: seen === "" ? null : Number(seen),
    stage: criterion.querySelector("input[name^='stage-']").value,
  }];
}));

// What this browser remembers; in some, a file that was opened from a folder may remember nothing.
const remembered = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
const remember = (key, value) => { try { localStorage.setItem(key, value); return true; } catch { return false; } };

const unkeep = (key) => { try { localStorage.removeItem(key); } catch { /* it kept nothing */ } };

// A phrase goes into the evidence box in which somebody was last, or else into the first.
const phrases = () => {
  let last = null;
  form.addEventListener("focusin", (event) => { if (event.target.matches(BOX)) last = event.target; });
  document.addEventListener("click", (event) => {
    const box = last?.isConnected ? last : form.querySelector(BOX);
    const phrase = event.target.closest(".phrase-in");
    if (!phrase || !box) return;
    const before = box.value.slice(0, box.selectionStart);
    const gap = before === "" || /\s$/.test(before) ? "" : " ";
    const chosen = box.selectionEnd - box.selectionStart;
    const room = Math.max(0, box.maxLength - box.value.length + chosen); // only typing is held to it by itself
    box.setRangeText((gap + phrase.textContent).slice(0, room), box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  });
  for (const phrase of document.querySelectorAll(".phrase-in")) phrase.disabled = false;
};

// `changed` is called whenever a sentence or a level of a criterion is another one.
const judging = (changed) => {
  criteria().forEach(open);
  form.addEventListener("input", (event) => {
    const criterion = event.target.closest(".criterion");
    if (criterion && /^(evidence|level)-/.test(event.target.name)) { open(criterion); changed(); }
  });
  const single = document.getElementById("single-keys");
  single.disabled = false;
  single.checked = remembered("marking:single-keys") !== "off";
  single.addEventListener("change", () => remember("marking:single-keys", single.checked ? "on" : "off"));

  const here = () => document.activeElement.closest(".criterion");
  const step = (by) => {
    const all = criteria();
    const place = all.indexOf(here());
    const next = all[place < 0 ? (by > 0 ? 0 : all.length - 1) : (place + by + all.length) % all.length];
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
    e: () => (here() && boxOf(here()) ? boxOf(here()) : form.querySelector(BOX))?.focus(),
    b: () => (document.querySelector(".phrase-in") ?? document.querySelector(".bank a"))?.focus(),
    0: () => level("0"), 1: () => level("1"), 2: () => level("2"), 3: () => level("3"),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("textarea, input:not([type=radio], [type=checkbox])");
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      const button = form.querySelector("button[value=next]") ?? form.querySelector("button[value=save]");
      if (button) form.requestSubmit(button);
    } else if (typing && event.key === "Escape") {
      event.target.closest(".criterion")?.focus();
    } else if (!typing && single.checked && !event.ctrlKey && !event.metaKey && !event.altKey && acts[event.key]) {
      event.preventDefault();
      acts[event.key]();
    }
  });
};
