// After erasing: what this browser still kept of the erased answers, because it had not been sent, goes too.
// Drafts of another workspace on this computer stay; those from before workspaces had ids do not say whose they are.
const { id: erased, workspace } = document.getElementById("erased").dataset;
for (const key of Object.keys(localStorage)) {
  const [kind, kit, ...rest] = key.split(":");
  const ours = kind === "draft" && kit === "alongside" && (rest.length === 1 || rest[0] === workspace);
  if (ours && (erased === "" || key.endsWith(`/${erased}`))) localStorage.removeItem(key);
}
