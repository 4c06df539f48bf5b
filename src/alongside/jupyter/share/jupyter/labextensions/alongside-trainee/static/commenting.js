// At the end of every activity a link to the form in which a comment on it is written, as on the light page.
const ACTIVITY = /^[a-z][0-9]{1,2}-a[0-9]+$/; // the cell that opens an activity has its id (docs/joints.md)

const titleOf = (cell) => cell.model.sharedModel.getSource().match(/^### +(.+)$/m)?.[1].trim() ?? "";

// The opening cell of each activity, with its last cell. Words of the unit between two activities are in neither.
export function endings(cells) {
  const found = new Map();
  let opening = null;
  for (const cell of cells) {
    const { id, type } = cell.model;
    if (ACTIVITY.test(id)) opening = cell;
    else if (type !== "code" && opening && !id.startsWith(`${opening.model.id}-`) && !isPrompt(cell)) opening = null;
    if (opening) found.set(opening, cell);
  }
  return found;
}

const isPrompt = (cell) => (cell.model.getMetadata("tags") ?? []).includes("prompt");

function link(address, opening, label) {
  const node = document.createElement("a");
  node.href = `${address}&activity=${encodeURIComponent(opening.model.id)}`;
  node.textContent = label;
  node.setAttribute("aria-label", `${label}: ${titleOf(opening)}`);
  const line = document.createElement("p");
  line.className = "alo-doc-comment";
  line.append(node);
  return line;
}

// A cell is drawn when it comes near the screen, and what stands in it before that would come to stand on top.
export function inviteComments(panel, base, label) {
  const folder = panel.context.path.split("/").slice(0, -1).join("/");
  const address = `${base}alongside/comment?in=${encodeURIComponent(folder)}`;
  for (const [opening, last] of endings(panel.content.widgets))
    void last.ready.then(() => last.node.append(link(address, opening, label)));
}
