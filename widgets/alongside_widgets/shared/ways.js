// The four ways an answer can go (docs/joints.md, "Saving from a widget"). A way is
// {name, drafts, start(), put(value, rev, {leaving, late}), get()}: `put` and `get` never reject. `put` answers
// {rev, saved_at, conflict} or {problem, retry}; `get` answers {rev, saved_at, value} or null.
kit.wayOf = (() => {
  const SILENCE = 6000;
  const PATIENCE = 15000;
  const KEEPALIVE_LIMIT = 60000; // browsers refuse a larger body with keepalive

  function baseAddress() {
    try {
      const base = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}").baseUrl;
      if (base) return base;
    } catch { /* not Jupyter's own page after all */ }
    return document.querySelector('meta[name="alongside-base"]')?.content || "/";
  }

  const address = (url) => baseAddress().replace(/\/*$/, "/") + url.replace(/^\/+/, "");

  const xsrf = () => decodeURIComponent(document.cookie.match(/(?:^|;\s*)_xsrf=([^;]*)/)?.[1] ?? "");

  const fromModel = (model) => {
    const value = model.get("answer") ?? {};
    const rev = model.get("rev") ?? 0;
    return { rev, saved_at: model.get("saved_at") ?? "", value: rev || Object.keys(value).length ? value : null };
  };

  async function ask(url, options) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const always = { credentials: "same-origin", cache: "no-store", signal: stop.signal };
      return await fetch(address(url), { ...always, ...options });
    } finally {
      clearTimeout(timer);
    }
  }

  function desk(model, { url }) {
    const problem = (key) => ({ problem: kit.t(model, key), retry: true });
    const put = async (value, rev, { leaving }) => {
      const body = JSON.stringify({ value, rev });
      const keepalive = leaving && new Blob([body]).size < KEEPALIVE_LIMIT;
      const headers = { "Content-Type": "application/json", "X-XSRFToken": xsrf() };
      try {
        const reply = await ask(url, { method: "PUT", headers, body, keepalive });
        const told = await reply.json().catch(() => ({}));
        if (reply.ok && typeof told.rev === "number") return told;
        if (told.problem) return { problem: told.problem, retry: true };
        return problem(reply.redirected || [401, 403].includes(reply.status) ? "save.signed-out" : "save.refused");
      } catch {
        return problem("save.unreachable");
      }
    };
    const get = async () => {
      try {
        const reply = await ask(url, { headers: { "X-XSRFToken": xsrf() } }); // a Hub wants it for reading too
        const told = reply.ok ? await reply.json() : null;
        return typeof told?.rev === "number" ? told : null;
      } catch {
        return null;
      }
    };
    return { name: "desk", drafts: true, start: () => fromModel(model), put, get };
  }

  function kernel(model) {
    let n = Date.now();
    const put = (value, rev, { late }) => new Promise((done) => {
      const mine = ++n;
      let silent = false;
      const hear = () => {
        const told = model.get("incoming") ?? {};
        if (told.n !== mine) return;
        clearTimeout(timer);
        model.off("change:incoming", hear);
        const answer = told.problem ? { problem: told.problem, retry: true } : told;
        if (silent) late(answer);
        else done(answer);
      };
      // A kernel that is only busy answers later: keep listening, and send nothing twice by ourselves.
      const timer = setTimeout(() => {
        silent = true;
        done({ problem: kit.t(model, "save.silent"), retry: false });
      }, SILENCE);
      model.on("change:incoming", hear);
      model.set("outgoing", { n: mine, value, rev });
      model.save_changes();
    });
    return { name: "kernel", drafts: true, start: () => fromModel(model), put, get: async () => null };
  }

  const NOTHING = { rev: 0, saved_at: "", value: null, earlier: [] };

  const SITTING = 30 * 60 * 1000;

  // Where the page says in which language and version of the unit an answer is given, a whole entry is kept, as a
  // file of answers has it; its earlier versions are those that a desk would keep (alongside.responses.earlier).
  function browser(model, { store, lang, version }) {
    const { id, kind, prompt } = model.get("item") ?? {};
    const about = lang ? { id, kind, prompt, lang, content_version: version } : {};
    const kept = () => {
      try {
        return { ...NOTHING, ...JSON.parse(localStorage.getItem(store) ?? "{}") };
      } catch {
        return { ...NOTHING };
      }
    };
    const whyKept = (before, now) => {
      if (!lang || !before.rev) return null;
      if (["prompt", "lang", "content_version"].some((name) => before[name] !== now[name])) return "reworded";
      const long = Date.parse(now.saved_at) - Date.parse(before.saved_at) > SITTING;
      return long && !kit.same(before.value, now.value) ? "sitting" : null;
    };
    const put = async (value, rev) => {
      const { earlier, id: _id, kind: _kind, ...before } = kept();
      const conflict = before.rev > rev && !kit.same(before.value, value) ? before : null;
      const now = { ...about, rev: before.rev + 1, saved_at: new Date().toISOString(), value };
      const why = conflict ? "elsewhere" : whyKept(before, now);
      try {
        const all = why ? [...earlier, { ...before, why }] : earlier;
        localStorage.setItem(store, JSON.stringify({ ...now, earlier: all }));
        return { ...now, conflict };
      } catch {
        return { problem: kit.t(model, "save.browser-full"), retry: false };
      }
    };
    return { name: "browser", drafts: false, start: kept, put, get: async () => kept() };
  }

  const none = (model) => ({ name: "none", drafts: false, start: () => fromModel(model), get: async () => null });

  const WAYS = { desk, kernel, browser, none };

  return (model) => {
    const saving = model.get("saving") ?? {};
    return (WAYS[saving.way] ?? none)(model, saving);
  };
})();
