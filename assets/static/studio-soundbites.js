// <glos-soundbites>: the rows of the form with buttons that take their times from where the recording stands, and a stretch on the
// waveform of each (templates/studio/episode/soundbites.html). They are saved with the episode's form (studio-typing.js).
{
  const seconds = (text) => {
    const match = /^(?:(?:(\d+):)?(\d+):)?(\d+)(?:[.,](\d{1,3}))?$/.exec(text.trim());
    if (!match) return null;
    const [, hours = 0, minutes = 0, rest, fraction = ""] = match;
    return ((+hours * 60 + +minutes) * 60 + +rest) * 1000 + +fraction.padEnd(3, "0");
  };
  const written = (ms) => {
    const s = Math.floor(ms / 1000);
    const two = (n) => String(n).padStart(2, "0");
    const hours = Math.floor(s / 3600);
    const whole = `${hours ? `${hours}:${two(Math.floor(s / 60) % 60)}` : Math.floor(s / 60)}:${two(s % 60)}`;
    return ms % 1000 ? `${whole}.${String(ms % 1000).padStart(3, "0").replace(/0+$/, "")}` : whole;
  };

  class GlosSoundbites extends HTMLElement {
    connectedCallback() {
      this.wave = this.querySelector("glos-wave");
      this.list = this.querySelector(".soundbites.to-fill");
      if (!this.wave || !this.list || this.all) return;
      this.all = +this.wave.dataset.durationMs;
      for (const part of this.querySelectorAll(".if-script")) part.hidden = false;
      this.list.addEventListener("input", () => this.draw());
      this.list.addEventListener("change", () => this.name());
      this.list.addEventListener("click", (event) => {
        const does = event.target.closest("[data-do]")?.dataset.do;
        if (does) this[does](event.target.closest("li"));
      });
      this.wave.addEventListener("glos-move", ({ detail }) => this.moved(detail));
      this.draw();
    }

    input(item, name) {
      return item.querySelector(`[name=soundbite-${name}]`);
    }

    // Where a row begins and how long it is, in ms; null where that is not yet said.
    of(item) {
      return { start: seconds(this.input(item, "start").value), length: seconds(this.input(item, "length").value) };
    }

    start(item) {
      const { start, length } = this.of(item);
      const at = Math.round(this.wave.at / 100) * 100;
      // Who moves the beginning keeps the end, while there is one behind it.
      const end = start != null && length ? start + length : null;
      this.input(item, "start").value = written(at);
      if (end > at) this.input(item, "length").value = written(end - at);
      else if (!length) this.input(item, "length").value = written(Math.min(30000, this.all - at));
      this.chosen(item);
    }

    end(item) {
      const { start } = this.of(item);
      const at = Math.round(this.wave.at / 100) * 100;
      if (start == null || at <= start) return this.input(item, "start").focus();
      this.input(item, "length").value = written(at - start);
      this.chosen(item);
    }

    hear(item) {
      const { start, length } = this.of(item);
      if (start != null) this.wave.play(start, length ? start + length : null);
    }

    remove(item) {
      for (const input of item.querySelectorAll("input")) input.value = "";
      this.tell(item);
      this.draw();
      this.say(this.dataset.removed);
      this.input(item, "start").focus();
    }

    // The rows in which something stands, in the order in which the server has them: as they begin, if all of them say when.
    said() {
      const rows = [...this.list.children].filter((item) => [...item.querySelectorAll("input")].some(({ value }) => value.trim()));
      const start = (item) => this.of(item).start;
      return rows.every((item) => start(item) != null) ? rows.sort((a, b) => start(a) - start(b)) : rows;
    }

    // As many rows as are to be put back.
    reach(count) {
      while (this.list.children.length < count) this.more(this.list.lastElementChild);
    }

    // What a script wrote into a row is to be saved, too.
    tell(item) {
      this.input(item, "start").dispatchEvent(new Event("change", { bubbles: true }));
    }

    moved({ key, start, end }) {
      const item = this.list.children[key];
      const [from, to] = [Math.min(start, end), Math.max(start, end)];
      if (to - from < 1000) return;
      this.input(item, "start").value = written(from);
      this.input(item, "length").value = written(to - from);
      this.chosen(item);
    }

    chosen(item) {
      this.tell(item);
      this.draw();
      this.say(this.dataset.chosen.replace("{length}", this.input(item, "length").value));
    }

    draw() {
      const marks = [];
      [...this.list.children].forEach((item, index) => {
        const { start, length } = this.of(item);
        const isWhole = start != null && length > 0;
        item.querySelector(".unusual").hidden = !isWhole || (length >= 15000 && length <= 120000);
        if (isWhole) marks.push({ key: index, start, end: Math.min(start + length, this.all), label: String(index + 1), movable: true });
      });
      this.wave.marks = marks;
      const last = this.list.lastElementChild;
      if (this.of(last).start != null && this.list.children.length < 50) this.more(last);
    }

    // Each field and each button says whose it is.
    name() {
      [...this.list.children].forEach((item, index) => {
        const title = this.input(item, "title").value.trim();
        const name = this.dataset.of.replace("{soundbite}", title ? `${index + 1}: ${title}` : index + 1);
        for (const part of item.querySelectorAll(".row-name")) part.textContent = ` ${name}`;
      });
    }

    // Another empty row, as soon as the last one is used.
    more(last) {
      const row = last.cloneNode(true);
      const number = this.list.children.length + 1;
      for (const part of row.querySelectorAll("input, label")) {
        for (const name of ["id", "for"]) {
          if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace(/\d+$/, number));
        }
        for (const name of ["aria-invalid", "aria-describedby"]) part.removeAttribute(name);
        if (part.matches("input")) part.value = "";
      }
      for (const fault of row.querySelectorAll(".fault")) fault.remove();
      const legend = row.querySelector("legend");
      legend.textContent = legend.textContent.replace(/\d+/, number);
      row.querySelector(".unusual").hidden = true;
      this.list.append(row);
      this.name();
    }

    say(sentence) {
      this.querySelector(":scope > [role=status]").textContent = sentence;
    }
  }

  customElements.define("glos-soundbites", GlosSoundbites);
}
