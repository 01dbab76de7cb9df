// Nothing that was typed in one part of a page is lost by a button of another. Parts that are saved by a button of their own
// (form[data-over]: chapters, soundbites) and the text that is just being saved (<glos-typing>) are saved before any other form of the
// page is sent, so that what is published is what stands on the page. Whoever leaves it otherwise is asked by the browser.
{
  const isChanged = (form) => [...form.elements].some((field) => {
    if (!field.name || field.type === "hidden" || field.type === "submit") return false;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    return "defaultValue" in field && field.value !== field.defaultValue;
  });
  const changed = () => [...document.querySelectorAll("form[data-over]")].filter(isChanged);
  let isLeaving = false;

  // A form that was taken is answered with the way to another page, which nobody has to fetch.
  const isTaken = async (form) => {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
    return answer?.type === "opaqueredirect";
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    // A recording is sent without leaving the page.
    if (form.isSettled || form.closest("glos-upload")) return;
    const typing = document.querySelector("glos-typing");
    const waits = typing?.isDirty && !typing.contains(form);
    const others = changed().filter((other) => other !== form);
    if (!waits && others.length === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (waits) await typing.save();
    // It says itself why it could not be saved.
    if (waits && typing.isDirty) return typing.bar.scrollIntoView({ block: "center" });
    for (const other of others) {
      if (await isTaken(other)) continue;
      // What is wrong with it is said where it stands.
      other.isSettled = true;
      return other.requestSubmit();
    }
    form.isSettled = true;
    form.requestSubmit(event.submitter);
  }, true);

  document.addEventListener("submit", (event) => { isLeaving ||= !event.defaultPrevented; });
  addEventListener("beforeunload", (event) => { if (!isLeaving && changed().length > 0) event.preventDefault(); });
}
