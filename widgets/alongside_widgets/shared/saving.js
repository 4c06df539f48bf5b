// kit.saver: when an answer is sent, what is said about it, and what survives when sending fails.
kit.saver = (() => {
  const PAUSE = 900;
  const DRAFT_PAUSE = 250;
  const FIRST_WAIT = 2000;
  const LONGEST_WAIT = 60000;

  // The copy in this browser of what has not been acknowledged: {value, rev, sent}. `sent` is the value on
  // its way, so that after a crash our own save is not taken for somebody else's.
  function draftOf(model, way) {
    const { store = "", whose } = model.get("saving") ?? {};
    const key = `draft:${store}`;
    const before = whose ? key.replace(`:${whose}:`, ":") : key;
    const usable = way.drafts && key !== "draft:";
    const attempt = (act) => {
      try {
        return usable ? act() : null;
      } catch {
        return null; // storage is switched off or full; the text is still on the screen
      }
    };
    const read = () => attempt(() => JSON.parse(localStorage.getItem(key) ?? "null"));
    // Before workspaces had ids, all of them shared a key: a draft under it goes to whoever opens its box first.
    attempt(() => {
      const left = before !== key && localStorage.getItem(key) === null && localStorage.getItem(before);
      if (!left) return;
      localStorage.setItem(key, left);
      localStorage.removeItem(before);
    });
    return {
      read,
      keep: (draft) => attempt(() => { localStorage.setItem(key, JSON.stringify(draft)); return true; }) ?? false,
      // Another tab may have left a newer draft under the same key: only our own goes.
      drop: (value) => attempt(() => { if (kit.same(read()?.value, value)) localStorage.removeItem(key); }),
    };
  }

  function opening(way, draft) {
    const kept = way.start();
    const left = draft.read();
    if (!left || kit.same(left.value, kept.value)) {
      if (left) draft.drop(left.value);
      return { known: kept, shown: kept.value, unsent: false, mine: [] };
    }
    const ours = left.sent && kit.same(left.sent, kept.value);
    const known = { ...kept, rev: ours ? kept.rev : left.rev ?? 0 };
    return { known, shown: left.value, unsent: true, mine: left.sent ? [left.sent] : [] };
  }

  function talker(model, card, way) {
    const say = (state, key, vars, passing) => card.state(state, kit.t(model, key, vars), passing);
    return {
      idle: () => say("idle", "state.idle"),
      none: () => say("none", "state.nothing-kept"),
      typing: () => say("typing", "state.typing", {}, true),
      saving: () => say("saving", "state.saving", {}, true),
      saved: (at) => say("saved", "state.saved", { time: kit.clock(model, at) }),
      bad: (problem, inBrowser) => say("bad", inBrowser ? "state.bad-browser" : "state.bad-screen", { problem }),
    };
  }

  return (model, card, { read, write, describe }) => {
    const way = kit.wayOf(model);
    const draft = draftOf(model, way);
    const tell = talker(model, card, way);
    let { known, shown, unsent, mine } = opening(way, draft);
    let busy = null; // the value on its way
    let failing = false;
    let draftKept = true;
    let wait = FIRST_WAIT;
    let timer = 0;
    let draftTimer = 0;

    function settle() {
      if (way.name === "none") tell.none();
      else if (known.saved_at) tell.saved(known.saved_at);
      else tell.idle();
    }

    function later(act, delay) {
      clearTimeout(timer);
      timer = setTimeout(act, delay);
    }

    function keepDraft() {
      clearTimeout(draftTimer);
      if (way.drafts && (unsent || busy)) draftKept = draft.keep({ value: read(), rev: known.rev, sent: busy });
    }

    function changed() {
      if (way.name === "none") return;
      unsent = true;
      if (!failing) tell.typing();
      clearTimeout(draftTimer);
      draftTimer = setTimeout(keepDraft, DRAFT_PAUSE);
      later(flush, PAUSE);
    }

    async function flush({ leaving = false } = {}) {
      if (way.name === "none" || !unsent) return;
      if (busy) return keepDraft();
      clearTimeout(timer);
      const value = read();
      if (!failing && kit.same(value, known.value)) return nothingNew(value);
      unsent = false;
      busy = value;
      mine = [...mine.slice(-4), value];
      keepDraft();
      if (!failing) tell.saving();
      // With another value already on its way, that one's answer will tell all.
      const late = (answer) => { if (!busy) finish(value, answer); };
      finish(value, await way.put(value, known.rev, { leaving, late }));
    }

    function nothingNew(value) {
      unsent = false;
      draft.drop(value);
      settle();
    }

    function finish(value, answer) {
      busy = null;
      if (answer.problem) return failed(answer);
      failing = false;
      wait = FIRST_WAIT;
      learn({ rev: answer.rev, saved_at: answer.saved_at, value });
      if (answer.conflict && !mine.some((own) => kit.same(own, answer.conflict.value))) showOther(answer.conflict);
      if (!unsent || kit.same(read(), value)) return nothingNew(value);
      tell.typing();
      keepDraft();
      later(flush, PAUSE);
    }

    function failed({ problem, retry }) {
      unsent = true;
      failing = true;
      keepDraft();
      tell.bad(problem, way.drafts && draftKept);
      if (!retry) return;
      later(flush, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }

    // Other views of the same model (and this cell drawn again) start from what was last acknowledged.
    function learn(now) {
      known = now;
      model.set("answer", now.value ?? {});
      model.set("saved_at", now.saved_at);
      model.set("rev", now.rev);
    }

    function adopt(now) {
      if (unsent || busy || now.rev === known.rev) return;
      known = now;
      if (!kit.same(read(), now.value)) write(now.value ?? {});
      settle();
    }

    async function refresh() {
      if (unsent || busy) return;
      const now = await way.get();
      if (now) adopt(now);
    }

    function take(value) {
      const own = read();
      write(value);
      changed();
      flush();
      return own;
    }

    function showOther(other) {
      kit.conflict(model, card, { other, describe, take });
    }

    function onVisibility() {
      if (document.visibilityState === "hidden") flush({ leaving: true });
      else if (unsent) flush();
      else refresh();
    }
    const onHide = () => flush({ leaving: true });
    const onOnline = () => flush();
    const onShow = (event) => { if (event.persisted) refresh(); };
    const onBlur = (event) => { if (!card.root.contains(event.relatedTarget)) flush(); };
    const onModel = () => adopt({ rev: model.get("rev"), saved_at: model.get("saved_at"), value: model.get("answer") });
    // Only when nothing else keeps the text: the browser asks before it is lost.
    const onUnload = (event) => { if ((unsent || busy) && way.name !== "none" && !draftKept) event.preventDefault(); };

    const listeners = [
      [document, "visibilitychange", onVisibility], [window, "pagehide", onHide], [window, "online", onOnline],
      [window, "pageshow", onShow], [window, "beforeunload", onUnload], [card.root, "focusout", onBlur],
    ];
    for (const [target, name, act] of listeners) target.addEventListener(name, act);
    model.on("change:rev", onModel);
    card.onSaveNow = () => flush();
    card.onDispose(() => {
      flush({ leaving: true });
      for (const [target, name, act] of listeners) target.removeEventListener(name, act);
      model.off("change:rev", onModel);
    });

    write(shown ?? {});
    settle();
    if (unsent) flush();
    else if (way.name === "desk" && !model.get("saving").fresh) refresh();
    return { changed, flush, value: () => known.value };
  };
})();
