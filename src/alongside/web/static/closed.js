// A page of the kit in another window goes blank when the session is closed.
new BroadcastChannel("alongside").addEventListener("message", (event) => {
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  told.textContent = event.data;
  document.body.replaceChildren(told);
});
