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

// What is missing and how apps show the episode changes with everything that is saved: section[data-page] is asked for again then, and
// whoever listens hears it when the number of points is another one. Under the hands of whoever works in it only what says something is
// renewed; its buttons follow when they have gone on.
{
  const SOON = 300; // ms: one save is often followed by another
  const SAYING = [".state", ".points", ".looks"];
  let waiting;
  let isAsking = false;
  let isStale = false;

  const isTouched = (part) => part.contains(document.activeElement)
    || [...part.querySelectorAll("input")].some((field) => field.type !== "radio" && field.value !== field.defaultValue);

  // The same link has the focus again. If that link is gone because its problem was fixed, focus the heading.
  const keepFocus = (part, renew) => {
    const hash = part.contains(document.activeElement) && document.activeElement.hash;
    renew();
    if (!hash || part.contains(document.activeElement)) return;
    const heading = part.querySelector("h2");
    heading.tabIndex = -1;
    ([...part.querySelectorAll(".points a")].find((link) => link.hash === hash) ?? heading).focus();
  };

  const put = (part, now) => {
    const said = document.getElementById("release-said");
    if (part.dataset.count !== now.dataset.count) said.textContent = now.dataset.said;
    // What is passed on has buttons that other scripts know.
    if (!isTouched(part) && !part.querySelector(".passing")) {
      const folds = [...part.querySelectorAll("details")].map((fold) => fold.open);
      part.replaceWith(document.adoptNode(now));
      now.querySelectorAll("details").forEach((fold, index) => { fold.open ||= folds[index]; });
      return;
    }
    isStale = !part.querySelector(".passing");
    Object.assign(part.dataset, { count: now.dataset.count, said: now.dataset.said });
    keepFocus(part, () => {
      for (const of of SAYING) part.querySelector(of).replaceWith(document.adoptNode(now.querySelector(of)));
    });
  };

  const renew = async () => {
    const { page } = document.getElementById("release")?.dataset ?? {};
    if (!page || isAsking) return later();
    isAsking = true;
    isStale = false;
    const answer = await fetch(page, { cache: "no-store" }).catch(() => null);
    const now = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("release");
    isAsking = false;
    if (now) put(document.getElementById("release"), now); else isStale = true;
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(renew, SOON);
  };
  if (document.querySelector("#release[data-page]")) {
    for (const name of ["glos-saved", "glos-recording"]) document.addEventListener(name, later);
    addEventListener("online", () => isStale && later());
    document.addEventListener("focusin", ({ target }) => isStale && !target.closest("#release") && later());
  }
}
