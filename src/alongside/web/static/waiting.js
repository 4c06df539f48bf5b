// A page that waits for a desk to open or close: it looks by itself, and goes on once, when there is something new.
const PAUSE = 1000;
const LONG = 30_000;

async function isReady() {
  try {
    const answer = await fetch(location.href, { redirect: "manual" });
    if (answer.type === "opaqueredirect") return true;
    return !(await answer.text()).includes('id="waiting"');
  } catch {
    return false; // the network is away for a moment
  }
}

setTimeout(() => (document.getElementById("long").hidden = false), LONG);
while (!(await isReady())) await new Promise((resolve) => setTimeout(resolve, PAUSE));
location.reload();
