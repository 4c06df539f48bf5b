// What JupyterLab and Notebook load first: a hand-written module-federation container, so that there is no build
// step. The plugin itself lies beside it, in documents.js.
(() => {
  const NAME = "alongside-trainee";
  const HERE = document.currentScript.src;
  const NEEDED = ["@jupyterlab/notebook", "@jupyterlab/coreutils", "@jupyterlab/apputils", "@lumino/widgets"];
  let scope = null;

  async function shared(name) {
    const versions = scope?.[name] ?? {};
    const newest = Object.keys(versions).sort((a, b) => a.localeCompare(b, undefined, { numeric: true })).pop();
    return newest ? (await versions[newest].get())() : null;
  }

  // Voila loads every labextension too, and shares fewer libraries: there is nothing to do there.
  async function plugins() {
    const libraries = await Promise.all(NEEDED.map(shared));
    if (libraries.includes(null)) return [];
    const { documents } = await import(new URL("documents.js", HERE).href);
    return [documents(...libraries, new URL("documents.css", HERE).href)];
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB[NAME] = {
    init: (given) => {
      scope = given;
    },
    get: async (id) => {
      if (id !== "./extension") throw new Error(`${NAME}: there is no ${id}`);
      const made = await plugins();
      return () => ({ __esModule: true, default: made });
    },
  };
})();
