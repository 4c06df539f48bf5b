// A page that stays as it is under somebody's hands while its boxes are drawn anew.
export const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

const isWriting = (panel) => Boolean(document.activeElement?.closest(".alo") && panel.node.contains(document.activeElement));

// Cells drawn anew would take a box away from under somebody's hands. It still saves without a kernel: wait.
export async function nobodyWriting(panel) {
  while (isWriting(panel)) {
    await new Promise((resolve) => panel.node.addEventListener("focusout", resolve, { once: true }));
    await pause(50); // the focus may only be moving to the next box
  }
}

// While boxes are taken away and drawn again, the page keeps its height and its place.
export function holdStill(panel) {
  const nodes = panel.content.widgets.map((cell) => cell.node);
  const heights = nodes.map((node) => node.offsetHeight);
  const scroller = panel.content.node.querySelector(".jp-WindowedPanel-outer");
  const top = scroller.scrollTop;
  nodes.forEach((node, n) => { node.style.minHeight = `${heights[n]}px`; });
  return () => {
    scroller.scrollTop = top;
    for (const node of nodes) node.style.minHeight = "";
  };
}
