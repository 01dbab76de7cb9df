// <glos-schedule data-moment="…">: says which moment the fields mean while they are filled in, and what the button will do. The
// server finds the words: it knows the show's clocks. Without it, the form says the same when it is sent.
customElements.define(
  "glos-schedule",
  class extends HTMLElement {
    connectedCallback() {
      const form = this.querySelector("form");
      const { date, time } = form.elements;
      const said = form.querySelector("[role=status]");
      const button = form.querySelector("button[type=submit]");
      let waiting;
      let asked = 0;
      const ask = async () => {
        if (!date.value || !time.value) return;
        const mark = this.dataset.moment.includes("?") ? "&" : "?";
        const query = new URLSearchParams({ date: date.value, time: time.value });
        const turn = (asked += 1);
        try {
          const answer = await fetch(`${this.dataset.moment}${mark}${query}`, { headers: { accept: "application/json" } });
          if (!answer.ok) return;
          const told = await answer.json();
          // An answer that was overtaken by a later one says nothing.
          if (turn !== asked) return;
          said.textContent = told.said;
          said.classList.toggle("fault", told.wrong);
          button.textContent = told.button;
        } catch {
          // The line is away: the form itself will say it.
        }
      };
      const later = () => {
        clearTimeout(waiting);
        waiting = setTimeout(ask, 300);
        // What was offered for another moment is not sent with this one.
        for (const choice of form.querySelectorAll("input[name=which]")) choice.checked = choice.required = false;
      };
      date.addEventListener("input", later);
      time.addEventListener("input", later);
    }
  },
);

// What is missing and how apps show the episode changes with every word that is saved: where section[data-page] is about to be seen, it is
// asked for again, but not under the hands of whoever works in it.
{
  let isStale = false;
  const isTouched = (part) => part.contains(document.activeElement)
    || [...part.querySelectorAll("input")].some((field) => field.type !== "radio" && field.value !== field.defaultValue);
  const renew = async () => {
    const part = document.getElementById("release");
    const { page } = part?.dataset ?? {};
    if (!isStale || !page || isTouched(part) || part.getBoundingClientRect().top > 2 * innerHeight) return;
    isStale = false;
    const answer = await fetch(page, { cache: "no-store" }).catch(() => null);
    const now = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("release");
    if (!now || isTouched(part)) {
      isStale = true;
      return;
    }
    const folds = [...part.querySelectorAll("details")].map((fold) => fold.open);
    part.replaceWith(document.adoptNode(now));
    now.querySelectorAll("details").forEach((fold, index) => { fold.open ||= folds[index]; });
  };
  document.addEventListener("glos-saved", () => {
    isStale = true;
    renew();
  });
  addEventListener("scroll", () => isStale && renew(), { passive: true });
}
