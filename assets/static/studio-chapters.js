// <glos-chapters>: the lines of the form's text as a list, each with a marker on the waveform of the same part. The text stays
// the truth: what changes in the list is written into it at once, and it is what the episode's form saves (studio-typing.js;
// templates/studio/episode/chapters.html). mark(faults) shows what the server says of it: [[line or null, sentence, id]].
{
  const CLOCK = /^(?:(\d+):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?$/;

  // A line as the server reads it: a moment, a title, a link behind a bar or in angle brackets.
  const parsed = (line) => {
    const match = /^[\s\-*•–—+_([]*([\d:.,]+)[)\]]?(?:[\s\-–—|:*]+|$)(.*)$/.exec(line);
    const start = match && moment(match[1].replace(/[.,:]+$/, ""));
    if (start == null) return null;
    let title = match[2].trim();
    let url = "";
    const link = /^(.*?)\s*(?:\|\s*(https?:\S+)|<(https?:[^>\s]+)>)$/.exec(title);
    if (link) [title, url] = [link[1].trim(), link[2] ?? link[3]];
    return { start, title, url };
  };

  const moment = (text) => {
    const match = CLOCK.exec(text.trim());
    if (!match || +match[3] > 59) return null;
    const [, hours = 0, minutes, seconds, fraction = ""] = match;
    return ((+hours * 60 + +minutes) * 60 + +seconds) * 1000 + +fraction.padEnd(3, "0");
  };

  const stamp = (ms) => {
    const s = Math.floor(ms / 1000);
    const two = (n) => String(n).padStart(2, "0");
    const rest = ms % 1000;
    return `${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}${rest ? `.${String(rest).padStart(3, "0")}` : ""}`;
  };

  class GlosChapters extends HTMLElement {
    connectedCallback() {
      this.wave = this.querySelector("glos-wave");
      this.text = this.querySelector("textarea");
      this.box = this.querySelector(".chapter-list");
      this.row = this.querySelector("template");
      if (!this.wave || !this.text || !this.box || this.list) return;
      this.list = this.box.querySelector("ol");
      this.faults = this.querySelector(".fault-lines");
      this.all = +this.wave.dataset.durationMs;
      this.next = 0;
      this.listen();
      if (this.read() && !this.onlyText()) this.querySelector(".as-text").open = false;
      this.mark([...this.faults.children].map((fault) => [+fault.dataset.line || null, fault.textContent, fault.id]));
    }

    listen() {
      this.text.addEventListener("input", () => this.read());
      this.addEventListener("click", (event) => {
        const button = event.target.closest("[data-do]");
        if (!button || button.closest("glos-wave")) return;
        const item = button.closest("li");
        const does = button.dataset.do;
        if (does === "add") this.add();
        if (does === "earlier") this.nudge(item, -1000);
        if (does === "later") this.nudge(item, 1000);
        if (does === "hear") this.wave.play(this.of(item).start);
        if (does === "remove") this.remove(item);
      });
      this.list.addEventListener("input", (event) => {
        const item = event.target.closest("li");
        const chapter = this.of(item);
        if (event.target.matches(".title")) chapter.title = event.target.value.trim();
        if (event.target.matches(".url")) chapter.url = event.target.value.trim();
        if (!event.target.matches(".time")) this.write();
      });
      this.list.addEventListener("change", ({ target }) => (target.matches(".time") ? this.typed(target) : this.name()));
      this.list.addEventListener("keydown", (event) => this.key(event));
      this.wave.addEventListener("glos-move", ({ detail }) => {
        const chapter = this.chapters.find((one) => String(one.key) === detail.key);
        chapter.start = this.inside(detail.start);
        this.field(chapter, ".time").value = stamp(chapter.start);
        if (detail.done) this.moved(chapter);
      });
      this.wave.addEventListener("glos-time", ({ detail }) => this.now(detail.ms));
    }

    // From the text to the list. A text that has other lines than chapters stays a text.
    read() {
      const lines = this.text.value.split("\n").filter((line) => line.trim());
      const chapters = lines.map(parsed);
      this.box.hidden = this.onlyText();
      if (this.box.hidden) return false;
      this.chapters = chapters.map((chapter) => ({ ...chapter, key: this.next++ }));
      this.show();
      return true;
    }

    onlyText() {
      return this.text.value.split("\n").some((line) => line.trim() && !parsed(line));
    }

    // From the list to the text.
    write() {
      const line = ({ start, title, url }) => [stamp(start), title, url && `| ${url}`].filter(Boolean).join(" ");
      this.text.value = this.chapters.map((chapter) => `${line(chapter)}\n`).join("");
      this.advise();
      this.draw();
      // Whoever saves the form hears of it; the list knows it already.
      this.text.dispatchEvent(new Event("change", { bubbles: true }));
    }

    advise() {
      const starts = this.chapters.map(({ start }) => start);
      const says = {
        first: starts.length && starts[0] > 0,
        few: starts.length && starts.length < 3,
        short: starts.some((start, index) => index && start - starts[index - 1] < 10000),
      };
      for (const advice of this.querySelectorAll("[data-advice]")) advice.hidden = !says[advice.dataset.advice];
    }

    show() {
      this.list.replaceChildren(...this.chapters.map((chapter) => {
        const item = this.row.content.firstElementChild.cloneNode(true);
        item.dataset.key = chapter.key;
        item.querySelector(".time").value = stamp(chapter.start);
        item.querySelector(".title").value = chapter.title;
        item.querySelector(".url").value = chapter.url;
        return item;
      }));
      this.name();
      this.draw();
    }

    draw() {
      const marks = this.chapters.map(({ key, start, title }, index) => ({ key, start, label: String(index + 1), title, movable: true }));
      this.wave.marks = marks;
    }

    // Each row, its fields and its buttons say whose they are: "2: Rada".
    name() {
      [...this.list.children].forEach((item, index) => {
        const { title, start } = this.of(item);
        const chapter = `${index + 1}: ${title || stamp(start)}`;
        for (const part of item.querySelectorAll("[data-name]")) part.setAttribute("aria-label", part.dataset.name.replace("{chapter}", chapter));
      });
    }

    now(ms) {
      const at = this.querySelector(".chapters-at");
      const said = stamp(Math.floor(ms / 1000) * 1000).replace(/^00:0?/, "");
      if (at.textContent !== said) at.textContent = said;
      const current = this.chapters?.findLast(({ start }) => start <= ms);
      for (const item of this.list.children) item.classList.toggle("now", this.wave.playing && item.dataset.key === String(current?.key));
    }

    of(item) {
      return this.chapters.find((chapter) => String(chapter.key) === item.dataset.key);
    }

    field(chapter, name) {
      return this.list.querySelector(`[data-key="${chapter.key}"] ${name}`);
    }

    inside(ms) {
      return Math.min(Math.max(ms, 0), Math.max(this.all - 1, 0));
    }

    add() {
      const start = this.inside(Math.round(this.wave.at / 100) * 100);
      const there = this.chapters.find((chapter) => chapter.start === start);
      if (there) {
        this.say(this.dataset.together.replace("{at}", stamp(start)));
        return this.field(there, ".title").focus();
      }
      const chapter = { start, title: "", url: "", key: this.next++ };
      this.chapters.push(chapter);
      this.sort(chapter, ".title");
      this.say(this.dataset.added.replace("{at}", stamp(start)));
    }

    remove(item) {
      const chapter = this.of(item);
      const index = this.chapters.indexOf(chapter);
      this.chapters.splice(index, 1);
      this.show();
      this.write();
      this.say(this.dataset.removed.replace("{title}", chapter.title || stamp(chapter.start)));
      const next = this.list.children[Math.min(index, this.list.children.length - 1)];
      (next?.querySelector(".title") ?? this.querySelector("[data-do=add]")).focus();
    }

    nudge(item, by) {
      const chapter = this.of(item);
      chapter.start = this.inside(chapter.start + by);
      this.moved(chapter);
    }

    // Somebody typed a time.
    typed(input) {
      const chapter = this.of(input.closest("li"));
      const start = moment(input.value) ?? (/^\d+$/.test(input.value.trim()) ? +input.value * 1000 : null);
      if (start == null) input.value = stamp(chapter.start);
      else {
        chapter.start = this.inside(start);
        this.moved(chapter);
      }
    }

    moved(chapter) {
      const active = document.activeElement;
      const held = active.closest?.("li")?.dataset.key === String(chapter.key) && active;
      const focus = held && (held.dataset.do ? `[data-do=${held.dataset.do}]` : `.${held.classList[0]}`);
      this.sort(chapter, focus);
      this.say(this.dataset.moved.replace("{at}", stamp(chapter.start)));
    }

    // Keeps the order, and the place of who works.
    sort(chapter, focus) {
      this.chapters.sort((a, b) => a.start - b.start);
      this.show();
      this.write();
      if (focus) this.field(chapter, focus)?.focus();
    }

    key(event) {
      const { key, target } = event;
      if (!target.matches("input")) return;
      if (key === "Enter") {
        event.preventDefault();
        if (target.matches(".time")) this.typed(target);
        this.add();
      }
      if (target.matches(".time") && (key === "ArrowUp" || key === "ArrowDown")) {
        event.preventDefault();
        this.nudge(target.closest("li"), (key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? 100 : 1000));
      }
    }

    say(sentence) {
      this.querySelector(":scope > [role=status]").textContent = sentence;
    }

    // What the server says of lines: below the text, and beside their rows.
    mark(faults) {
      this.faults.replaceChildren(...faults.map(([line, sentence, id]) => {
        const fault = Object.assign(document.createElement("li"), { className: "fault", textContent: sentence });
        if (line) Object.assign(fault, { id }).dataset.line = line;
        return fault;
      }));
      if (faults.length > 0) this.text.setAttribute("aria-invalid", "true"); else this.text.removeAttribute("aria-invalid");
      this.text.setAttribute("aria-describedby", `chapters-text-hint${faults.length > 0 ? " chapters-text-faults" : ""}`);
      const lines = this.text.value.split("\n");
      const rowOf = (line) => this.box.hidden ? null : this.list.children[lines.slice(0, line - 1).filter((one) => one.trim()).length];
      for (const item of this.list.children) this.beside(item, faults.filter(([line]) => line && rowOf(line) === item));
      // What belongs to no row can only be mended in the text.
      if (faults.some(([line]) => !line || !rowOf(line))) this.querySelector(".as-text").open = true;
    }

    beside(item, faults) {
      const fault = item.querySelector(".fault");
      const time = item.querySelector(".time");
      fault.hidden = faults.length === 0;
      fault.textContent = faults.map(([, sentence]) => sentence).join(" ");
      fault.id = `chapter-fault-${item.dataset.key}`;
      if (fault.hidden) time.removeAttribute("aria-invalid"); else time.setAttribute("aria-invalid", "true");
      time.setAttribute("aria-describedby", fault.hidden ? "chapters-keys" : `${fault.id} chapters-keys`);
    }
  }

  customElements.define("glos-chapters", GlosChapters);
}
