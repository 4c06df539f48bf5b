// Opens the kit's notebooks as live documents: text, boxes to write in, and one bar to go home by.
// Whether a notebook may start by itself is decided by the server's gate, never here.
import { inviteComments } from "./commenting.js";
import { holdStill, nobodyWriting, pause } from "./standing.js";

const NAME = "alongside-trainee";
const CONNECTING = 60000;
const DRAWING = 3000;
const ROUNDS = 3;
const VIEW = "application/vnd.jupyter.widget-view+json";

async function ask(base, what, given) {
  const token = document.cookie.match(/(?:^|;\s*)_xsrf=([^;]*)/)?.[1] ?? "";
  const answer = await fetch(`${base}alongside/api/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-XSRFToken": decodeURIComponent(token) },
    body: JSON.stringify(given),
  });
  if (!answer.ok) throw new Error(`${what} answered ${answer.status}`);
  return answer.json();
}

// The page's own words come from the gate, in the reader's language.
const askTheGate = (base, seen) => ask(base, "gate", seen);

// The server begins with the kernel while Jupyter is still drawing the notebook. Without it, Jupyter asks itself.
function askForAKernel(base) {
  const { pathname } = location;
  const notebooks = `${new URL(base, location.href).pathname}notebooks/`;
  if (!pathname.startsWith(notebooks)) return;
  ask(base, "early-kernel", { path: decodeURIComponent(pathname.slice(notebooks.length)) }).catch(() => {});
}

function element(tag, props, ...kids) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, value);
  node.append(...kids);
  return node;
}

export function documents({ INotebookTracker, NotebookActions }, { PageConfig }, { Dialog }, { Widget }, styleSheet) {
  const base = PageConfig.getBaseUrl();
  const isOnePage = PageConfig.getOption("notebookPage") === "notebooks"; // Notebook 7: one document, one tab
  const sources = (panel) => codeCells(panel).map((cell) => cell.model.sharedModel.getSource());
  const codeCells = (panel) => panel.content.widgets.filter((cell) => cell.model.type === "code");
  const kernelOf = (panel) => panel.context.model.getMetadata("kernelspec")?.name ?? "";

  // Jupyter's layout gives a widget the least height it asks for, and would cut off a second line of text.
  function head(panel) {
    const inner = element("div", {});
    const widget = new Widget({ node: element("div", { class: "alo-doc-head" }, inner) });
    new ResizeObserver(() => {
      widget.node.style.minHeight = `${inner.offsetHeight}px`;
      panel.contentHeader.fit();
    }).observe(inner);
    panel.contentHeader.addWidget(widget);
    return inner;
  }

  function bar(panel, verdict) {
    const { say } = verdict;
    const mark = element("img", { src: `${base}alongside/${verdict.mark}`, alt: "", width: 28, height: 28 });
    const page = panel.context.path.split("/").slice(0, -1).join("/");
    const links = [element("a", { href: `${base}alongside/`, class: "alo-doc-home" }, mark, say.desk)];
    if (verdict.ok) links.push(element("a", { href: `${base}alongside/unit/${page}` }, say.page));
    links.push(element("a", { href: `${base}alongside/handbook` }, say.handbook));
    return element("nav", { class: "alo-doc-bar", "aria-label": say.name }, ...links, element("span", { role: "status" }));
  }

  function tell(shown, text) {
    const status = shown.head.querySelector("[role=status]");
    if (status.textContent !== text) status.textContent = text;
  }

  function banner(shown, text, label, act) {
    const button = element("button", { type: "button" }, label);
    const node = element("div", { class: "alo-doc-banner" }, element("p", { role: "alert" }, text), button);
    button.addEventListener("click", () => {
      node.remove();
      act();
    });
    shown.head.append(node);
    return node;
  }

  // Nothing on this page belongs into the notebook's file, as answers are kept elsewhere: nothing can be edited,
  // and what a run leaves behind never asks to be saved.
  function readOnly(panel) {
    const { model } = panel.context;
    for (const cell of panel.content.widgets) cell.readOnly = true;
    model.stateChanged.connect(() => {
      if (model.dirty) model.dirty = false;
    });
    model.dirty = false;
  }

  function dress(panel, verdict) {
    for (const cell of panel.content.widgets)
      if ((cell.model.getMetadata("tags") ?? []).includes("prompt")) cell.addClass("alo-repeated");
    document.cookie = `alongside-form=notebook; path=${new URL(base, location.href).pathname}; samesite=lax`;
    document.documentElement.lang = verdict.lang;
  }

  function entitle(panel, name) {
    const texts = panel.content.widgets.map((cell) => cell.model.sharedModel.getSource());
    const heading = texts.join("\n").match(/^# +(.+)$/m)?.[1];
    document.title = `${heading ?? panel.title.label} · ${name}`;
  }

  async function connected(panel) {
    const until = Date.now() + CONNECTING;
    await Promise.race([panel.sessionContext.ready, pause(CONNECTING)]);
    while (Date.now() < until && !panel.isDisposed) {
      if (panel.sessionContext.session?.kernel?.connectionStatus === "connected") return true;
      await pause(50);
    }
    return false;
  }

  const wasRun = (cell) => cell.model.executionCount !== null;
  const failed = (cell) => cell.model.outputs.toJSON().some((output) => output.output_type === "error");

  // runCells leaves the page where it is; runAll would scroll to the end. After a cell that fails, the kernel
  // drops the cells that wait behind it; a connection that is lost drops them all. They get their turn again.
  async function runAll(panel) {
    const cells = codeCells(panel);
    for (const cell of cells) cell.model.clearExecution();
    await NotebookActions.runCells(panel.content, cells, panel.sessionContext);
    for (let round = 0; round < ROUNDS && !cells.every(wasRun); round++) {
      await connected(panel);
      for (const cell of cells.filter((one) => !wasRun(one)))
        await NotebookActions.runCells(panel.content, [cell], panel.sessionContext);
    }
    return cells.every((cell) => wasRun(cell) && !failed(cell));
  }

  // A kernel outlives its page, and the next page would draw this page's boxes again besides its own.
  function putAway(panel) {
    const outputs = codeCells(panel).flatMap((cell) => cell.model.outputs.toJSON());
    const ids = outputs.map((output) => output.data?.[VIEW]?.model_id).filter(Boolean);
    const code = `import alongside.notebook as kit; kit.put_away(${JSON.stringify(ids)})`;
    const quietly = { silent: true, store_history: false, stop_on_error: false };
    panel.sessionContext.session?.kernel?.requestExecute({ code, ...quietly });
  }

  const isUndrawn = (cell) => cell.model.sharedModel.getSource().trim().startsWith("kit.") && !cell.isPlaceholder()
    && cell.outputArea.model.length > 0 && !cell.node.querySelector(".alo-card, [data-mime-type*=error]");

  // The front end gives a box up that is not drawn within two seconds, as can happen on a busy computer.
  async function drawMissingBoxes(panel) {
    const undrawn = () => codeCells(panel).filter(isUndrawn);
    for (let waited = 0; undrawn().length && waited < DRAWING; waited += 100) await pause(100);
    for (const cell of undrawn()) {
      await NotebookActions.runCells(panel.content, [cell], panel.sessionContext);
      for (let waited = 0; isUndrawn(cell) && waited < DRAWING; waited += 100) await pause(100);
    }
    return undrawn().length === 0;
  }

  async function run(shown) {
    const { panel, say } = shown;
    const turn = ++shown.turn; // a later run takes over from one that is still waiting
    shown.lost?.remove();
    shown.lost = null;
    tell(shown, say.waiting);
    if (!(await connected(panel))) return lose(shown, say.dead);
    // What runs is what was asked about, whatever happened to the page since.
    if (sources(panel).join("\0") !== shown.passed.join("\0")) return lose(shown, say.failed);
    const letGo = holdStill(panel);
    const went = await runAll(panel);
    if (turn !== shown.turn) return letGo();
    panel.addClass("alo-live");
    tell(shown, say.saves);
    performance.mark("alongside-live");
    const drew = await drawMissingBoxes(panel);
    letGo();
    if (turn === shown.turn && !(drew && went)) lose(shown, say.failed);
  }

  function lose(shown, text) {
    if (shown.lost) return;
    tell(shown, "");
    shown.lost = banner(shown, text, shown.say.again, () => void startAnew(shown));
  }

  // A kernel that has been given up cannot be restarted, and the server has forgotten its session.
  async function startAnew(shown) {
    const { panel, say } = shown;
    shown.lost = null;
    shown.isStarting = true;
    tell(shown, say.waiting);
    await panel.sessionContext.shutdown().catch(() => {});
    await panel.sessionContext.changeKernel({ name: kernelOf(panel) });
    shown.isStarting = false;
    await run(shown);
  }

  // A kernel that ends is started again by the server. Until then, and while somebody writes, the boxes go on:
  // they save without it.
  function watchKernel(shown) {
    const { panel } = shown;
    let again = false;
    panel.sessionContext.statusChanged.connect(async (_, status) => {
      if (shown.isStarting) return;
      if (status === "autorestarting") hideJupytersNews();
      if (status === "dead") lose(shown, shown.say.dead);
      // Started again by somebody else, a kernel says so once, and no more over this connection.
      if (status === "starting" && !again) void panel.sessionContext.session?.kernel?.reconnect();
      if (["starting", "restarting", "autorestarting"].includes(status)) again = true;
      if (status !== "idle" || !again || shown.lost) return;
      again = false;
      await nobodyWriting(panel);
      if (!panel.isDisposed) await run(shown);
    });
  }

  // Jupyter has just made a dialogue that says a kernel has died, which is nobody's worry here. It is not on the
  // page yet.
  function hideJupytersNews() {
    Dialog.tracker.filter((dialog) => !dialog.isAttached).forEach((dialog) => dialog.reject());
  }

  async function open(panel) {
    panel.addClass("alo-doc");
    panel.toolbar.hide();
    await panel.context.ready;
    const seen = { kernel: kernelOf(panel), cells: sources(panel) };
    const verdict = await askTheGate(base, seen);
    const shown = {
      panel, say: verdict.say, head: head(panel), passed: seen.cells,
      lost: null, isStarting: false, turn: 0,
    };
    shown.head.append(bar(panel, verdict));
    if (isOnePage) entitle(panel, verdict.say.name);
    if (verdict.ours) readOnly(panel);
    if (verdict.ok) {
      dress(panel, verdict);
      inviteComments(panel, base, verdict.say.comment);
      window.addEventListener("pagehide", () => putAway(panel));
      await start(shown);
    } else {
      panel.removeClass("alo-doc");
      const why = `${verdict.say.changed} ${verdict.why.join("; ")}.`;
      banner(shown, why, verdict.say.anyway, () => void start(shown));
    }
  }

  async function start(shown) {
    await run(shown);
    watchKernel(shown);
  }

  // Without Jupyter's shortcuts, Ctrl+S would offer to download the page. A box takes it for itself.
  function keepSaveKey() {
    window.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") event.preventDefault();
    });
  }

  // The title bar and the menus have nothing for somebody who reads and answers.
  function clear(shell) {
    shell.collapseTop();
    shell.menu.setHidden(true);
  }

  function activate(app, tracker) {
    // An author's JupyterLab shows everything and runs nothing by itself.
    if (!tracker || PageConfig.getOption("alongsideTrainee") !== "true") return;
    document.head.append(element("link", { rel: "stylesheet", href: styleSheet }));
    document.body.classList.add("alo-trainee");
    keepSaveKey();
    if (isOnePage) askForAKernel(base);
    const meet = async (panel) => {
      await panel.revealed;
      if (isOnePage) clear(app.shell);
      await open(panel);
    };
    const begin = (panel) => void meet(panel).catch((error) => console.error(NAME, error));
    tracker.forEach(begin);
    tracker.widgetAdded.connect((_, panel) => begin(panel));
  }

  return { id: `${NAME}:documents`, autoStart: true, optional: [INotebookTracker], activate };
}
