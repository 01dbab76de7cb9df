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
