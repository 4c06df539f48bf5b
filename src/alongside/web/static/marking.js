// The marking desk: drafts are kept at every pause, phrases go in with one press.
if (form) {
  const { session, task, code, assessor } = form.dataset;
  const store = `draft:marking:${base}:${assessor}:${session}:${code}:${task}`;
  const written = JSON.stringify(begun());

  // What this browser kept because the desk had not acknowledged it comes back; what is entered by now goes.
  const restore = () => {
    const kept = JSON.parse(localStorage.getItem(store) ?? "null");
    if (!kept) return;
    const now = begun();
    let back = false;
    for (const criterion of criteria().filter(boxOf)) {
      const old = kept[criterion.id];
      const here = now[criterion.id];
      if (!old || old.seen !== here.seen || old.evidence.trim() === "" || (old.evidence.trim() === here.evidence.trim() && old.level === here.level)) continue;
      fill(criterion, old);
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
  judging(later);
  phrases();
  // The form carries everything itself; should it not arrive, this browser still has the words.
  form.addEventListener("submit", () => clearTimeout(timer));

  document.documentElement.dataset.marking = "ready";
}
