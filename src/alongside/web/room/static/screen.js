// Who is in, asked again and again; a room that does not answer for a moment is asked later.
const PAUSE = 4000;

function show({ inside, wrong }) {
  document.getElementById("count").textContent = `(${inside.length})`;
  const names = inside.map(({ name }) => {
    const line = document.createElement("li");
    line.textContent = name;
    return line;
  });
  const list = document.getElementById("who");
  if (list.textContent !== names.map((line) => line.textContent).join("")) list.replaceChildren(...names);
  document.getElementById("wrong").hidden = wrong < 20;
}

async function ask() {
  try {
    const reply = await fetch("/screen/who", { headers: { Accept: "application/json" }, cache: "no-store" });
    if (reply.ok) show(await reply.json());
  } catch { /* the room was closed, or this computer slept */ }
  setTimeout(ask, PAUSE);
}

setTimeout(ask, PAUSE);
