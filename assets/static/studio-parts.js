// The parts of an episode's page that are made of its recording (chapters, transcript, soundbites): when it has another one, they get
// its sound, its picture and its length. What somebody typed in them stays, and so do the folds that they opened and their place.
{
  const PARTS = ["chapters", "transcript", "soundbites"];
  const REACHED = "a[href], button, input, textarea, select, summary";

  const fields = (part) => [...part.querySelectorAll("[name][form]")];
  const isTyped = (part) => fields(part).some((field) => field.value !== field.defaultValue);

  // What stands in the fields of one part, put into those of another.
  const carry = (then, now) => {
    const values = fields(then).map((field) => field.value);
    const rows = then.querySelectorAll("[name=soundbite-start]").length;
    now.querySelector("glos-soundbites")?.reach?.(rows);
    fields(now).forEach((field, index) => { field.value = values[index] ?? ""; });
    for (const field of now.querySelectorAll("textarea[name=chapters], [name=soundbite-start]")) field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const renew = (then, now) => {
    const place = [...then.querySelectorAll(REACHED)].indexOf(document.activeElement);
    const folds = [...then.querySelectorAll("details")].map((fold) => fold.open);
    for (const wave of then.querySelectorAll("glos-wave")) wave.pause?.();
    const part = document.adoptNode(now);
    then.replaceWith(part);
    if (isTyped(then)) carry(then, part);
    part.querySelectorAll("details").forEach((fold, index) => { fold.open = folds[index] ?? fold.open; });
    if (place >= 0) [...part.querySelectorAll(REACHED)][place]?.focus();
  };

  document.addEventListener("glos-recording", ({ detail: page }) => {
    for (const id of PARTS) {
      const [then, now] = [document.getElementById(id), page.getElementById(id)];
      if (then && now) renew(then, now);
    }
  }, { capture: true });
}
