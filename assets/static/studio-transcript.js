// <glos-transcript>: lines that play when asked, and are saved one by one as soon as they change
// (templates/studio/episode/transcript_lines.html; src/web/studio/episode/transcript_lines.rs answers). A line is known to the server
// by its beginning and a tag of what it said: what somebody else changed meanwhile is shown, and nothing is written over.
{
  const IDLE = 1500; // ms after the last key until a line is saved
  const AGAIN = 5000; // ms until what was not saved is tried again

  const clock = (ms) => {
    const s = Math.floor(ms / 1000);
    const two = (n) => String(n % 60).padStart(2, "0");
    const minutes = Math.floor(s / 60);
    return minutes < 60 ? `${minutes}:${two(s)}` : `${Math.floor(minutes / 60)}:${two(minutes)}:${two(s)}`;
  };

  class GlosTranscript extends HTMLElement {
    connectedCallback() {
      this.wave = this.querySelector("glos-wave");
      this.list = this.querySelector(".lines");
      if (!this.wave || !this.list || this.status) return;
      this.status = this.querySelector(".line-status");
      this.chain = Promise.resolve(); // one line is saved at a time, in order
      this.wave.addEventListener("glos-time", ({ detail }) => this.now(detail));
      const template = (name) => this.querySelector(`template.${name}`)?.content.firstElementChild;
      this.blank = template("line-template");
      if (!this.blank) return; // who may only read
      this.clash = template("clash-template");
      this.tools = template("tools-template").cloneNode(true);
      for (const part of this.querySelectorAll(".if-script")) part.hidden = false;
      for (const part of this.querySelectorAll(".line-join, .save-lines")) part.hidden = true;
      for (const line of this.list.children) this.remember(line);
      this.listen();
    }

    listen() {
      const { list } = this;
      list.addEventListener("input", ({ target }) => {
        const line = target.closest(".line");
        clearTimeout(line.timer);
        line.timer = setTimeout(() => this.save(line), IDLE);
      });
      list.addEventListener("change", ({ target }) => this.save(target.closest(".line")));
      list.addEventListener("focusin", ({ target }) => {
        const line = target.closest(".line");
        if (!line.contains(this.tools)) this.named(line).append(this.tools);
      });
      list.addEventListener("keydown", (event) => this.key(event));
      list.addEventListener("click", ({ target }) => {
        const does = target.closest("[data-line]")?.dataset.line;
        const line = target.closest(".line");
        if (does === "split") this.split(line);
        if (does === "join") this.join(line);
        if (does === "mine") this.settle(line, true);
        if (does === "theirs") this.settle(line, false);
      });
      this.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
      addEventListener("online", () => this.all());
      addEventListener("beforeunload", (event) => {
        if ([...list.children].some((line) => this.isChanged(line))) event.preventDefault();
      });
    }

    text(line) {
      return line.querySelector(".line-text");
    }

    speaker(line) {
      return line.querySelector(".line-speaker");
    }

    // The tools say whose they are.
    named(line) {
      const group = line.querySelector(".of-line");
      for (const name of this.tools.querySelectorAll(".line-name")) name.textContent = ` – ${group.getAttribute("aria-label")}`;
      return group;
    }

    remember(line) {
      line.saved = { text: this.text(line).value, speaker: this.speaker(line).value };
    }

    isChanged(line) {
      return line.saved && (this.text(line).value !== line.saved.text || this.speaker(line).value !== line.saved.speaker);
    }

    key(event) {
      const { target, key } = event;
      const line = target.closest(".line");
      const isText = target === this.text(line);
      if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        line.querySelector(".line-play").click();
      } else if (key === "Enter" && !event.isComposing && target.matches("input, textarea")) {
        event.preventDefault();
        if (isText) this.split(line);
        else this.save(line);
      } else if (key === "Backspace" && isText && target.selectionStart === 0 && target.selectionEnd === 0 && line.previousElementSibling) {
        event.preventDefault();
        this.join(line.previousElementSibling);
      }
    }

    // What is sent of a line, and what becomes of it

    all() {
      for (const line of this.list.children) this.save(line);
    }

    save(line, text = null, more = {}) {
      clearTimeout(line.timer);
      const isWanted = () => line.isConnected && !line.clashes && (text != null || this.isChanged(line));
      if (!isWanted()) return this.chain;
      this.chain = this.chain.then(async () => {
        if (!isWanted()) return;
        const sent = { text: text ?? this.text(line).value, speaker: this.speaker(line).value };
        const now = { text: this.text(line).value, speaker: sent.speaker };
        const lines = await this.send(line, { do: "say", ...sent, ...more });
        if (lines) this.become([line], lines, now);
        return lines;
      });
      return this.chain;
    }

    async send(line, fields) {
      const of = (name) => line.querySelector(`[name=line-${name}]`).value;
      this.say(this.dataset.saving);
      const body = new URLSearchParams({ start: of("start"), tag: of("tag"), ...fields });
      const answer = await fetch(this.dataset.address, { method: "POST", body }).catch(() => null);
      const told = answer && (await answer.json().catch(() => null));
      if (answer?.ok && told) {
        this.say(this.dataset.saved);
        this.fault(line, "");
        return told.lines;
      }
      if (answer?.status === 409) this.collide(line, told);
      else if (answer?.status === 422 && told) this.fault(line, told.sentence), this.say("");
      else {
        this.say(!answer ? this.dataset.offline : answer.status === 401 ? this.dataset.over : this.dataset.failed);
        if (answer?.status !== 401) setTimeout(() => this.save(line), AGAIN);
      }
      return null;
    }

    // The lines of the page become those that the server has now. What was typed meanwhile stays.
    become(before, lines, sent) {
      const [line] = before;
      if (before.length === 1 && lines.length === 1 && line.saved) {
        const goesOn = this.text(line).value !== sent.text || this.speaker(line).value !== sent.speaker;
        this.fill(line, lines[0], goesOn);
        if (goesOn) this.save(line);
        return [line];
      }
      const made = lines.map((told) => this.fill(this.blank.cloneNode(true), told, false));
      const next = before.at(-1).nextElementSibling;
      if (before.some((one) => one.contains(document.activeElement)) && !made.length) {
        const near = next ?? line.previousElementSibling;
        if (near) this.text(near).focus();
      }
      line.before(...made);
      for (const one of before) one.remove();
      if (!made.length) this.say(this.dataset.removed);
      return made;
    }

    fill(line, { start_ms: start, end_ms: end, speaker, text, tag }, goesOn) {
      const at = clock(start);
      Object.assign(line.dataset, { startMs: start, endMs: end });
      line.querySelector("[name=line-start]").value = start;
      line.querySelector("[name=line-tag]").value = tag;
      line.querySelector(".line-join").hidden = true;
      line.querySelector(".clock").textContent = at;
      const play = line.querySelector(".line-play");
      play.hidden = false;
      Object.assign(play.dataset, { playFrom: start, playUntil: end });
      for (const [part, name] of [[line.querySelector(".of-line"), "line"], [play, "play"], [this.speaker(line), "speaker"], [this.text(line), "text"]]) {
        part.setAttribute("aria-label", this.dataset[name].replace("{at}", at));
      }
      if (!goesOn) {
        this.text(line).value = text;
        this.speaker(line).value = speaker ?? "";
        this.text(line).rows = Math.max(1, Math.ceil(text.length / 60));
      }
      line.saved = { text, speaker: speaker ?? "" };
      return line;
    }

    // At the cursor; in time where the recording stands, when it stands within the line.
    async split(line) {
      const field = this.text(line);
      const { value, selectionStart: at } = field;
      const [first, second] = [value.slice(0, at).trim(), value.slice(at).trim()];
      if (!first || !second) return this.save(line);
      const ms = Math.round(this.wave.at);
      const heard = ms > +line.dataset.startMs && ms < +line.dataset.endMs ? { at: ms } : {};
      await this.save(line, `${first}\n${second}`, heard);
      if (line.isConnected) return; // it was not taken
      const made = [...this.list.children].find((one) => this.text(one).value === second && one.previousElementSibling && this.text(one.previousElementSibling).value === first);
      if (!made) return;
      this.text(made).focus();
      this.text(made).setSelectionRange(0, 0);
      this.say(this.dataset.split);
    }

    async join(line) {
      const next = line.nextElementSibling;
      if (!next) return;
      this.save(line);
      await this.save(next);
      this.chain = this.chain.then(async () => {
        if (!line.isConnected || !next.isConnected || line.clashes || next.clashes) return;
        const length = this.text(line).value.length + 1;
        const lines = await this.send(line, { do: "join" });
        if (!lines) return;
        const [made] = this.become([line, next], lines);
        this.text(made).focus();
        this.text(made).setSelectionRange(length, length);
        this.say(this.dataset.joined);
      });
      await this.chain;
    }

    // Somebody else was first: both are shown, and who works here chooses.
    collide(line, { sentence, now }) {
      this.say("");
      const clash = this.clash.cloneNode(true);
      clash.querySelector(".fault").textContent = sentence;
      if (!now) for (const button of clash.querySelectorAll("button")) button.remove();
      line.clashes = { now };
      line.querySelector(".clash")?.remove();
      line.querySelector(".of-line").append(clash);
    }

    settle(line, mine) {
      const { now } = line.clashes;
      const field = this.text(line);
      line.clashes = null;
      line.querySelector(".clash").remove();
      this.fill(line, now, mine);
      if (mine) this.save(line);
      field.focus();
    }

    fault(line, sentence) {
      const fault = line.querySelector(".of-line > .fault");
      fault.textContent = sentence;
      fault.hidden = !sentence;
      this.text(line).toggleAttribute("aria-invalid", !!sentence);
      if (sentence) fault.setAttribute("role", "alert");
    }

    say(sentence) {
      if (this.status.textContent !== sentence) this.status.textContent = sentence;
    }

    // The line that is heard now, in sight unless somebody writes.
    now({ ms, playing }) {
      const lines = this.list.children;
      let [low, high] = [0, lines.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (+lines[middle].dataset.startMs <= ms) low = middle + 1;
        else high = middle;
      }
      const line = lines[low - 1];
      const heard = line && playing && ms < +line.dataset.endMs ? line : null;
      if (heard === this.heard) return;
      this.heard?.classList.remove("now");
      this.heard = heard;
      heard?.classList.add("now");
      if (heard && !document.activeElement.matches(".line-text, .line-speaker")) heard.scrollIntoView({ block: "center" });
    }
  }

  customElements.define("glos-transcript", GlosTranscript);
}
