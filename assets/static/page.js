// Copy buttons: <button data-copy="ID of a field, or of text" data-copied="said when done" data-selected="said when only marked" hidden>, and behind
// it in the same parent an element with role="status". Shown here, because without script they could do nothing.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const status = button.parentElement.querySelector("[role=status]");
  if (!field) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    let said = button.dataset.copied;
    try {
      await navigator.clipboard.writeText(field.value ?? field.textContent.trim());
    } catch {
      // Not allowed in frames of other sites, nor without https: the reader copies what is marked.
      if (field.select) {
        field.focus();
        field.select();
      } else getSelection().selectAllChildren(field);
      said = button.dataset.selected;
    }
    if (status) status.textContent = said;
  });
}
