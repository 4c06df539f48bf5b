// Opens the kit's notebooks as live documents. A hand-written module-federation container: no build step.
// Whether a notebook may start by itself is decided by the server's gate, never here.
(() => {
  const NAME = "alongside-trainee";
  let scope = null;

  async function shared(name) {
    const versions = scope?.[name];
    if (!versions) return null;
    const newest = Object.keys(versions).sort((a, b) => a.localeCompare(b, undefined, { numeric: true })).pop();
    return (await versions[newest].get())();
  }

  const STYLE = `
.alo-doc .jp-CodeCell .jp-Cell-inputWrapper, .alo-doc .jp-InputPlaceholder, .alo-doc .jp-InputPrompt,
.alo-doc .jp-OutputPrompt, .alo-doc .jp-Collapser, .alo-doc .jp-cell-toolbar, .alo-doc .jp-Notebook-footer,
.alo-doc .jp-CodeCell.jp-mod-noOutputs, .alo-doc.alo-live .alo-prompt { display: none !important; }
.alo-doc .jp-Cell, .alo-doc .jp-Cell.jp-mod-active, .alo-doc .jp-Cell.jp-mod-selected {
  border-color: transparent !important; background: none !important; box-shadow: none !important; }
.alo-doc .jp-WindowedPanel-viewport > *, .alo-doc .jp-Notebook .jp-Cell { max-width: 46rem; margin-inline: auto; }
.alo-doc .jp-WindowedPanel-outer, .alo-doc .jp-Notebook, .alo-doc { background: var(--alo-doc-paper) !important; }
.alo-doc { --alo-doc-paper: #f7f4ed; --jp-content-font-color1: #1d2a30; --jp-content-link-color: #0b6a6b; }
[data-jp-theme-light="false"] .alo-doc { --alo-doc-paper: #13191c; --jp-content-font-color1: #ebe7de; --jp-content-link-color: #6fcac4; }
.alo-doc .jp-RenderedHTMLCommon :is(h1, h2, h3) { font-weight: 650; line-height: 1.25; }
.alo-doc .jp-RenderedHTMLCommon h1 { font-size: 1.9rem; } .alo-doc .jp-RenderedHTMLCommon h2 { font-size: 1.35rem; }
.alo-doc .jp-RenderedHTMLCommon h3 { font-size: 1.1rem; }
.alo-doc .jp-RenderedHTMLCommon table { margin-inline: 0; font-size: 0.95em; }
.alo-doc .jp-RenderedHTMLCommon :is(td, th) { text-align: left; white-space: normal; }
.alo-doc .jp-NotebookPanel-toolbar, .alo-doc .jp-Toolbar { display: none; }
.alo-bar { display: flex; gap: 8px 24px; align-items: center; padding: 4px 16px; min-height: 44px; font-size: 16px;
  background: var(--jp-layout-color1); color: var(--jp-ui-font-color1); border-bottom: 1px solid var(--jp-border-color1); }
.alo-bar a { color: inherit; display: inline-flex; align-items: center; min-height: 44px; }
.alo-doc .jp-MarkdownOutput { font-size: 17px; line-height: 1.6; border: 0 !important; }
.alo-doc .jp-OutputArea-child, .alo-doc .jp-OutputArea-output { overflow: visible; }
.alo-doc .jp-Notebook { padding-inline: 8px; }
.alo-waiting::after { content: attr(data-alo-waiting); position: absolute; right: 16px; top: 8px; z-index: 5;
  padding: 4px 12px; border-radius: 6px; font-size: 15px; background: var(--jp-layout-color1);
  color: var(--jp-ui-font-color1); border: 1px solid var(--jp-border-color1); }
.alo-banner { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; padding: 10px 16px;
  font-size: 16px; line-height: 1.5; background: #fcefd9; color: #3d2500; }
.alo-banner button { font: inherit; min-height: 44px; padding: 4px 16px; border: 2px solid #8f4700; border-radius: 8px;
  background: transparent; color: inherit; cursor: pointer; }
.alo-banner p { margin: 0; flex: 1 1 20rem; }
@media (max-width: 760px) { .alo-doc .jp-Notebook { padding-inline: 0; } .alo-doc .jp-Cell { padding-inline: 4px; } }`;

  function makePlugin(notebooks, coreutils, widgets) {
    let clear = () => {};
    const { INotebookTracker, NotebookActions } = notebooks;
    const { PageConfig, URLExt } = coreutils;

    const cellsOf = (panel) => panel.content.widgets.filter((cell) => cell.model.type === "code");
    const kernelOf = (panel) => panel.context.model.getMetadata("kernelspec")?.name ?? "";

    async function ask(panel) {
      const url = URLExt.join(PageConfig.getBaseUrl(), "alongside/api/gate");
      const token = document.cookie.match(/(?:^|;\s*)_xsrf=([^;]*)/)?.[1] ?? "";
      const cells = cellsOf(panel).map((cell) => cell.model.sharedModel.getSource());
      const answer = await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-XSRFToken": decodeURIComponent(token) },
        body: JSON.stringify({ kernel: kernelOf(panel), cells }),
      });
      if (!answer.ok) throw new Error(`the gate answered ${answer.status}`);
      return answer.json();
    }

    function banner(panel, text, label, act) {
      const node = document.createElement("div");
      node.className = "alo-banner";
      node.setAttribute("role", "status");
      const line = document.createElement("p");
      line.textContent = text;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      const widget = new widgets.Widget({ node });
      button.addEventListener("click", () => {
        widget.dispose();
        act();
      });
      node.append(line, button);
      panel.contentHeader.addWidget(widget);
      return widget;
    }

    function bar(say) {
      const node = document.createElement("nav");
      node.className = "alo-bar";
      const home = document.createElement("a");
      home.href = URLExt.join(PageConfig.getBaseUrl(), "alongside/");
      home.textContent = say.desk;
      const note = document.createElement("span");
      note.textContent = say.saves;
      node.append(home, note);
      return new widgets.Widget({ node });
    }

    function dress(panel, say) {
      panel.addClass("alo-doc");
      panel.toolbar.hide();
      panel.contentHeader.addWidget(bar(say));
      for (const cell of panel.content.widgets)
        if ((cell.model.getMetadata("tags") ?? []).includes("prompt")) cell.addClass("alo-prompt");
      // Nothing on this page belongs in the notebook file: answers are kept elsewhere, so it never asks to be saved.
      const model = panel.context.model;
      model.stateChanged.connect(() => {
        if (model.dirty) model.dirty = false;
      });
    }

    async function connected(panel) {
      for (let tries = 0; tries < 600; tries++) {
        const kernel = panel.sessionContext.session?.kernel;
        if (kernel?.connectionStatus === "connected") return kernel;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return null;
    }

    async function run(panel, say) {
      panel.node.dataset.aloWaiting = say.waiting;
      panel.addClass("alo-waiting");
      await panel.sessionContext.ready;
      const kernel = await connected(panel);
      if (kernel) {
        // runCells leaves the active cell where it is, so the page does not jump to the end.
        await NotebookActions.runCells(panel.content, cellsOf(panel), panel.sessionContext);
        panel.content.activeCellIndex = 0;
        panel.content.deselectAll();
        panel.context.model.dirty = false;
        panel.addClass("alo-live");
        performance.mark("alongside-live");
      }
      panel.removeClass("alo-waiting");
    }

    function watchKernel(panel, say) {
      let again = false;
      let lost = null;
      panel.sessionContext.statusChanged.connect((_, status) => {
        if (status === "restarting" || status === "autorestarting") again = true;
        if (status === "dead" && !lost) {
          panel.removeClass("alo-live");
          lost = banner(panel, say.dead, say.again, () => {
            lost = null;
            again = true;
            void panel.sessionContext.restartKernel();
          });
        }
        if (status === "idle" && again) {
          again = false;
          lost?.dispose();
          lost = null;
          void run(panel, say);
        }
      });
    }

    async function open(panel) {
      await panel.context.ready;
      await panel.revealed;
      if (kernelOf(panel) !== "alongside") return;
      const verdict = await ask(panel);
      if (verdict.ok) {
        document.cookie = `alongside-form=notebook; path=${PageConfig.getBaseUrl().replace(location.origin, "") || "/"}; samesite=lax`;
        dress(panel, verdict.say);
        clear();
        await run(panel, verdict.say);
        watchKernel(panel, verdict.say);
        return;
      }
      banner(panel, `${verdict.say.changed} ${verdict.why.join("; ")}.`, verdict.say.anyway, () => {
        void run(panel, verdict.say);
      });
    }

    return {
      id: `${NAME}:documents`,
      autoStart: true,
      optional: [INotebookTracker],
      activate: (app, tracker) => {
        // Voila provides no tracker; an author's JupyterLab shows everything and runs nothing by itself.
        if (!tracker || PageConfig.getOption("alongsideTrainee") !== "true") return;
        const style = document.createElement("style");
        style.textContent = STYLE;
        document.head.append(style);
        // Notebook 7 shows one document: its own title bar and menus have nothing for a trainee.
        clear = () => {
          app.shell.collapseTop?.();
          app.shell.menu?.setHidden(true);
        };
        const meet = (panel) => open(panel).catch((error) => console.error(NAME, error));
        tracker.forEach((panel) => void meet(panel));
        tracker.widgetAdded.connect((_, panel) => void meet(panel));
      },
    };
  }

  async function plugins() {
    const notebooks = await shared("@jupyterlab/notebook");
    const coreutils = await shared("@jupyterlab/coreutils");
    const widgets = await shared("@lumino/widgets");
    return notebooks && coreutils && widgets ? [makePlugin(notebooks, coreutils, widgets)] : [];
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
