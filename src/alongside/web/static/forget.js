// After erasing: what this browser still kept of the erased answers, because it had not been sent, goes too.
const erased = document.getElementById("erased").dataset.id;
for (const key of Object.keys(localStorage)) {
  const ours = key.startsWith("draft:alongside:");
  if (ours && (erased === "" || key.endsWith(`/${erased}`))) localStorage.removeItem(key);
}
