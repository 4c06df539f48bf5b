// kit.drag(root, {item, fixed, handle, zone, carried, drop}): things under root can be dragged by mouse, pen or finger.
//   item, zone   selectors: what can be dragged, and where it can be laid
//   fixed        a mouse takes hold anywhere on an item but here
//   handle       a finger takes hold only here, so that the page still scrolls; style it `touch-action: none`
//   carried(item)   the part of an item that follows the pointer, where that is not the whole of it
//   drop(item, zone, next, {x, y})   called once at the end; `next` is the item it would lie before, or null;
//                the middle of what was carried lies at x, y in the window
// Escape puts the thing back. While dragging: .alo-lifted on the item, data-over on the zone, data-next on `next`.
kit.drag = (() => {
  const SLACK = 6; // a hand trembles by this many pixels before a press becomes a drag
  const EDGE = 56; // this near the edge of the window the page begins to scroll
  const STEP = 10;

  const inside = (node, x, y) => {
    const box = node.getBoundingClientRect();
    return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  };

  function middleOf(node) {
    const box = node.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }

  // The shift is measured afresh each time, so that it stays right while the page scrolls.
  function carry(held) {
    const box = held.node.getBoundingClientRect();
    held.dx += held.x - held.gripX - box.left;
    held.dy += held.y - held.gripY - box.top;
    held.node.style.transform = `translate(${held.dx}px, ${held.dy}px)`;
  }

  function target(root, held, { item, zone }) {
    const over = [...root.querySelectorAll(zone)].find((one) => inside(one, held.x, held.y)) ?? null;
    const others = over ? [...over.querySelectorAll(item)].filter((one) => one !== held.item) : [];
    return { over, next: others.find((one) => held.y < middleOf(one).y) ?? null };
  }

  function mark(root, { over, next }) {
    for (const one of root.querySelectorAll("[data-over], [data-next]")) {
      one.removeAttribute("data-over");
      one.removeAttribute("data-next");
    }
    over?.setAttribute("data-over", "");
    next?.setAttribute("data-next", "");
  }

  // A drag ends with a click on whatever is beneath; it must not count as a press.
  function swallowClick() {
    const swallow = (event) => { event.stopPropagation(); event.preventDefault(); };
    window.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
  }

  // What is taken hold of from outside comes under the pointer with its middle.
  function holdAt(item, node, event) {
    const box = node.getBoundingClientRect();
    const [x, y] = [event.clientX, event.clientY];
    const isOn = inside(node, x, y);
    const grip = { gripX: isOn ? x - box.left : box.width / 2, gripY: isOn ? y - box.top : box.height / 2 };
    return { item, node, id: event.pointerId, x, y, fromX: x, fromY: y, ...grip, dx: 0, dy: 0, up: false };
  }

  return (root, options) => {
    let held = null;

    function press(event) {
      const item = event.target.closest(options.item);
      const isMouse = event.pointerType === "mouse";
      const holds = isMouse ? !event.target.closest(options.fixed) : event.target.closest(options.handle);
      if (!held && item && holds && event.button === 0) held = holdAt(item, options.carried?.(item) ?? item, event);
    }

    function lift() {
      held.up = true;
      root.setPointerCapture(held.id);
      held.node.classList.add("alo-lifted");
      window.addEventListener("keydown", onKey, true);
      scroll();
    }

    function move(event) {
      if (held?.id !== event.pointerId) return;
      if (event.buttons === 0) return putDown(); // it was let go of outside
      [held.x, held.y] = [event.clientX, event.clientY];
      if (!held.up && Math.hypot(held.x - held.fromX, held.y - held.fromY) < SLACK) return;
      if (!held.up) lift();
      carry(held);
      mark(root, target(root, held, options));
    }

    function scroll() {
      if (!held?.up) return;
      const away = held.y < EDGE ? -STEP : held.y > window.innerHeight - EDGE ? STEP : 0;
      if (away) {
        kit.scrollerOf(root).scrollTop += away;
        carry(held);
        mark(root, target(root, held, options));
      }
      requestAnimationFrame(scroll);
    }

    function release(event) {
      if (held?.id !== event.pointerId) return;
      const { item, up } = held;
      const { over, next } = target(root, held, options);
      const at = middleOf(held.node);
      if (up && event.type === "pointerup") swallowClick();
      putDown();
      if (up && event.type === "pointerup" && over) options.drop(item, over, next, at);
    }

    function putDown() {
      held.node.classList.remove("alo-lifted");
      held.node.style.transform = "";
      held = null;
      mark(root, {});
      window.removeEventListener("keydown", onKey, true);
    }

    function onKey(event) {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      swallowClick();
      putDown();
    }

    root.addEventListener("pointerdown", press);
    root.addEventListener("pointermove", move);
    for (const end of ["pointerup", "pointercancel"]) root.addEventListener(end, release);
  };
})();
