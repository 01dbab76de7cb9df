// Forms with data-over and data-offline: before one is sent, it is asked whether it would arrive. Whoever was signed out meanwhile, or
// has no line now, is told so, and what they typed stays where it is. The sentences come from the server.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.over || form.passed) return;
  event.preventDefault();
  const answer = await fetch(location.href, { method: "HEAD", redirect: "manual" }).catch(() => null);
  if (answer?.ok) {
    form.passed = true;
    form.requestSubmit(event.submitter);
    return;
  }
  const said = form.querySelector("[role=status]");
  said.textContent = answer ? form.dataset.over : form.dataset.offline;
});
