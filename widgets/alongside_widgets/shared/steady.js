// What stays put while other things open, close and move.
// kit.scrollerOf(node)       the element that scrolls `node`: the page itself, or Jupyter's own panel
// kit.steady(anchor, act)    runs act(), which may open or close text above `anchor`, and scrolls so that
//                            `anchor` stays where it was on the screen, under the finger that pressed it
// kit.arrange(list, nodes)   puts nodes into list in this order; the one with the focus is not moved, as it
//                            would lose it: the others move round it
Object.assign(kit, (() => {
  function scrollerOf(node) {
    for (let up = node.parentElement; up; up = up.parentElement) {
      const scrolls = up.scrollHeight > up.clientHeight && /auto|scroll/.test(getComputedStyle(up).overflowY);
      if (scrolls && up !== document.body && up !== document.documentElement) return up;
    }
    return document.scrollingElement;
  }

  function steady(anchor, act) {
    const before = anchor.getBoundingClientRect().top;
    act();
    const moved = anchor.getBoundingClientRect().top - before;
    if (moved) scrollerOf(anchor).scrollTop += moved;
  }

  function arrange(list, nodes) {
    const still = nodes.findIndex((node) => node.parentNode === list && node.contains(document.activeElement));
    nodes.forEach((node, n) => {
      if (n < still) list.insertBefore(node, nodes[still]);
      else if (n > still) list.append(node);
    });
  }

  return { scrollerOf, steady, arrange };
})());
