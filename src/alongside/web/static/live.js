// Keeps the pages of a live room fresh: asks every few seconds, changes only what has changed, and counts the timer.
const place = document.getElementById("live-room");
const lost = document.getElementById("live-lost");
const EVERY = 3000;
let mark = "";
let ahead = 0; // by how much the kit's clock is ahead of this browser's, in milliseconds

const face = (seconds) => {
  const left = Math.abs(seconds);
  return `${seconds < 0 ? "−" : ""}${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
};
const count = () => {
  for (const timer of place.querySelectorAll("[role=timer]")) {
    const { ends, left } = timer.dataset;
    const seconds = ends ? Math.round((Date.parse(ends) - Date.now() - ahead) / 1000) : Number(left);
    timer.textContent = face(seconds);
    timer.classList.toggle("over", seconds < 0);
  }
};

// A field that somebody is filling in stays as it is, to be changed later; a button that has the focus keeps it.
const swap = (html) => {
  let whole = true;
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const part of fresh.querySelectorAll("[data-live]")) {
    const old = document.getElementById(part.id);
    const held = old.contains(document.activeElement) ? document.activeElement : null;
    if (held?.matches("input")) { whole = false; continue; }
    const scrolled = old.querySelector(".scroll")?.scrollLeft ?? 0;
    old.replaceWith(document.adoptNode(part));
    if (part.querySelector(".scroll")) part.querySelector(".scroll").scrollLeft = scrolled;
    if (held?.id) document.getElementById(held.id)?.focus({ preventScroll: true });
  }
  count();
  return whole;
};

const ask = async () => {
  try {
    // A Hub takes a request without the token for one of somebody else's page.
    const headers = { "X-XSRFToken": place.dataset.xsrf, ...(mark ? { "If-None-Match": mark } : {}) };
    const reply = await fetch(place.dataset.now, { cache: "no-store", headers });
    const clock = Date.parse(reply.headers.get("date"));
    if (Math.abs(clock - Date.now()) > 2000) ahead = clock - Date.now();
    if (reply.status === 404) { location.reload(); return; }
    if (reply.redirected || !(reply.ok || reply.status === 304)) throw new Error(reply.statusText);
    if (reply.status !== 304) {
      const whole = swap(await reply.text());
      mark = (whole && reply.headers.get("etag")) || "";
    }
    lost.hidden = true;
  } catch {
    lost.hidden = false;
  }
  setTimeout(ask, EVERY);
};

setInterval(count, 500);
count();
ask();
document.documentElement.dataset.live = "ready";
