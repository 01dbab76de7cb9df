// <glos-wave>: a recording to listen to and to look at while one works on it (templates/studio/wave.html). No sound is asked for
// before it is played; the picture is, once it comes into sight.
//
// Waves of one recording share one <audio>: what plays in one part of a page, is seen in all.
//   wave.at                   the moment it stands at, in ms
//   wave.play(from, until)    plays, from one moment to another (ms, both optional) · wave.pause() · wave.seek(ms)
//   wave.marks = [{ key, start, end, label, movable }]      draws places (ms; without an end: a moment)
// Tells of "glos-time" { ms, playing }, and of "glos-move" { key, start, end, done } while somebody drags a place: it does not move
// by itself. A click on any [data-play-from] plays from there to its data-play-until, in the wave of its part of the page.
{
  const ZOOM = 4; // how much nearer one step is
  const NEAREST = 15000; // ms that are seen at least
  const BARS = 800; // that are drawn of what is seen
  const KEYS = { ArrowLeft: -1000, ArrowDown: -1000, ArrowRight: 1000, ArrowUp: 1000, PageDown: -10000, PageUp: 10000 };

  const clock = (ms) => {
    const s = Math.max(0, Math.floor(ms / 1000));
    const two = (n) => String(n % 60).padStart(2, "0");
    const minutes = Math.floor(s / 60);
    return minutes < 60 ? `${minutes}:${two(s)}` : `${Math.floor(minutes / 60)}:${two(minutes)}:${two(s)}`;
  };

  const recordings = new Map(); // what is heard, by its address

  class Recording extends EventTarget {
    constructor(audio) {
      super();
      this.audio = audio;
      for (const name of ["timeupdate", "play", "pause", "seeking", "ended", "error", "loadedmetadata"]) {
        audio.addEventListener(name, () => this.tell());
      }
    }

    get at() {
      return this.want ?? Math.round(this.audio.currentTime * 1000);
    }

    tell() {
      const { audio } = this;
      if (this.want != null && audio.readyState) {
        audio.currentTime = this.want / 1000;
        this.want = null;
      }
      if (this.until != null && this.at >= this.until && !audio.paused) {
        this.until = null;
        audio.pause();
      }
      this.dispatchEvent(new Event("change"));
      // Smooth while it plays, and exact where it shall stop.
      if (audio.paused || this.waiting) return;
      this.waiting = true;
      requestAnimationFrame(() => {
        this.waiting = false;
        if (!audio.paused) this.tell();
      });
    }

    seek(ms) {
      this.until = null;
      if (this.audio.readyState) this.audio.currentTime = ms / 1000;
      else this.want = ms;
      this.tell();
    }

    play(from, until) {
      if (this.audio.error) this.audio.load();
      if (from != null) this.seek(from);
      this.until = until ?? null;
      this.audio.play().catch(() => this.tell());
    }

    pause() {
      this.audio.pause();
    }
  }

  class GlosWave extends HTMLElement {
    connectedCallback() {
      const own = this.querySelector("audio");
      this.view = this.querySelector(".wave-view");
      if (!own || !this.view || this.life) return;
      this.life = new AbortController();
      this.all = +this.dataset.durationMs;
      const { audio: address } = this.dataset;
      if (!recordings.has(address)) recordings.set(address, new Recording(own));
      this.recording = recordings.get(address);
      this.sound = this.view.querySelector(".wave-sound");
      this.range = this.view.querySelector("input");
      this.zoom = 1;
      this.listen();
      own.hidden = true;
      own.controls = false;
      for (const part of [this.querySelector(".wave-controls"), this.view]) part.hidden = false;
      this.querySelector(".wave-zoom").hidden = this.nearest() === 1;
      for (const button of document.querySelectorAll("[data-play-from][hidden]")) button.hidden = false;
      this.marks = [...this.querySelectorAll(".wave-places > li")].map((place) => ({
        start: +place.dataset.startMs, end: +place.dataset.endMs, label: "",
      }));
      this.whenSeen();
      this.show();
    }

    disconnectedCallback() {
      this.life?.abort();
      this.life = null;
    }

    get at() {
      return this.recording?.at ?? 0;
    }

    play(from, until) {
      this.recording?.play(from, until);
    }

    pause() {
      this.recording?.pause();
    }

    seek(ms) {
      this.recording?.seek(Math.min(Math.max(ms, 0), this.all));
    }

    get playing() {
      return !!this.recording && !this.recording.audio.paused;
    }

    listen() {
      const on = (target, name, does) => target.addEventListener(name, does, { signal: this.life.signal });
      on(this.recording, "change", () => this.show());
      on(this, "click", (event) => {
        const does = event.target.closest("[data-do]")?.dataset.do;
        if (does === "play") this.playing ? this.pause() : this.play();
        if (does === "back") this.seek(this.at - 5000);
        if (does === "forward") this.seek(this.at + 5000);
        if (does === "in") this.enlarge(this.zoom * ZOOM);
        if (does === "out") this.enlarge(this.zoom / ZOOM);
      });
      on(this.range, "input", () => this.seek(+this.range.value));
      on(this.range, "keydown", (event) => {
        if (!KEYS[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        this.seek(this.at + KEYS[event.key] / (event.shiftKey ? 10 : 1));
      });
      on(this.sound, "pointerdown", (event) => this.drag(event));
    }

    // How many times the picture can be enlarged.
    nearest() {
      let zoom = 1;
      while (this.all / (zoom * ZOOM) >= NEAREST && zoom < 256) zoom *= ZOOM;
      return zoom;
    }

    enlarge(zoom) {
      this.zoom = Math.min(Math.max(zoom, 1), this.nearest());
      this.querySelector("[data-do=out]").disabled = this.zoom === 1;
      this.querySelector("[data-do=in]").disabled = this.zoom === this.nearest();
      this.sound.style.width = `${this.zoom * 100}%`;
      this.follow(true);
      this.draw();
    }

    whenSeen() {
      new IntersectionObserver((seen, observer) => {
        if (!seen.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        this.draw();
      }).observe(this);
    }

    async draw() {
      const { zoom } = this;
      const answer = await fetch(`${this.dataset.src}?bars=${BARS * zoom}`).catch(() => null);
      if (!answer?.ok || zoom !== this.zoom) return; // the bar without a picture is enough to work with
      const { peaks } = await answer.json();
      const svg = this.view.querySelector("svg");
      const reach = (peak) => Math.max(1, Math.round((peak * 50) / 255));
      const above = peaks.map((peak, index) => `${index ? "" : `M0 ${50 - reach(peak)}`}V${50 - reach(peak)}h1`);
      const below = peaks.map((peak) => `V${50 + reach(peak)}h-1`).reverse();
      svg.setAttribute("viewBox", `0 0 ${peaks.length || 1} 100`);
      svg.firstElementChild.setAttribute("d", peaks.length ? `${above.join("")}${below.join("")}z` : "M0 49h1v2h-1z");
    }

    show() {
      const { at, playing, range } = this;
      const button = this.querySelector("[data-do=play]");
      if (playing !== this.hasAttribute("playing")) {
        this.toggleAttribute("playing", playing);
        const name = button.getAttribute("aria-label");
        button.setAttribute("aria-label", button.dataset.other);
        button.dataset.other = name;
      }
      const now = clock(at);
      const said = this.querySelector(".wave-now");
      if (said.textContent !== now) said.textContent = now;
      range.value = at;
      range.setAttribute("aria-valuetext", this.dataset.place.replace("{at}", now).replace("{all}", clock(this.all)));
      this.style.setProperty("--at", this.all ? at / this.all : 0);
      if (playing) this.follow(false);
      const status = this.querySelector(".wave-said");
      const broken = this.recording.audio.error ? this.dataset.broken : "";
      if (status.textContent !== broken) status.textContent = broken;
      this.dispatchEvent(new CustomEvent("glos-time", { detail: { ms: at, playing }, bubbles: true }));
    }

    // Keeps the moment in sight.
    follow(always) {
      const { view } = this;
      const x = (this.at / this.all) * view.scrollWidth;
      if (always) view.scrollLeft = x - view.clientWidth / 2;
      else if (x < view.scrollLeft || x > view.scrollLeft + view.clientWidth) view.scrollLeft = x - view.clientWidth / 10;
    }

    set marks(marks) {
      this.places = marks;
      if (!this.view || this.dragging) return;
      const parts = marks.map((mark) => {
        const place = document.createElement("span");
        place.className = mark.end > mark.start ? "mark stretch" : "mark";
        place.style.left = `${(mark.start / this.all) * 100}%`;
        if (mark.end > mark.start) place.style.width = `${((mark.end - mark.start) / this.all) * 100}%`;
        if (mark.label) place.dataset.label = mark.label;
        if (mark.current) place.dataset.current = "";
        if (mark.movable) {
          for (const edge of mark.end > mark.start ? ["start", "end"] : ["start"]) {
            const handle = document.createElement("i");
            handle.dataset.key = mark.key;
            handle.dataset.edge = edge;
            place.append(handle);
          }
        }
        return place;
      });
      this.view.querySelector(".wave-marks").replaceChildren(...parts);
    }

    drag(down) {
      const handle = down.target.closest("[data-edge]");
      if (!handle) return;
      down.preventDefault();
      const { key, edge } = handle.dataset;
      const mark = this.places.find((place) => String(place.key) === key);
      const end = new AbortController();
      this.dragging = true;
      handle.setPointerCapture(down.pointerId);
      const tell = (event, done) => {
        const box = this.sound.getBoundingClientRect();
        const ms = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) * this.all;
        const moved = Math.round(ms / 100) * 100;
        const detail = { key, start: mark.start, end: mark.end, [edge]: moved, done };
        handle.parentElement.style.left = `${(Math.min(detail.start, detail.end ?? detail.start) / this.all) * 100}%`;
        if (detail.end != null) handle.parentElement.style.width = `${(Math.abs(detail.end - detail.start) / this.all) * 100}%`;
        this.dispatchEvent(new CustomEvent("glos-move", { detail, bubbles: true }));
      };
      const on = (name, does) => handle.addEventListener(name, does, { signal: end.signal });
      on("pointermove", (event) => tell(event, false));
      for (const name of ["pointerup", "pointercancel"]) {
        on(name, (event) => {
          end.abort();
          this.dragging = false;
          tell(event, true);
        });
      }
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-play-from]");
    const wave = button?.closest("glos-wave") ?? button?.closest(".part, main")?.querySelector("glos-wave") ?? document.querySelector("glos-wave");
    if (!button || !wave) return;
    const { playFrom, playUntil } = button.dataset;
    const from = +playFrom;
    const until = playUntil && +playUntil > from ? +playUntil : null;
    const isHeard = wave.playing && wave.at >= from && (until == null || wave.at < until);
    if (isHeard && "played" in button.dataset) return wave.pause();
    for (const other of document.querySelectorAll("[data-played]")) delete other.dataset.played;
    button.dataset.played = "";
    wave.play(from, until);
  });

  customElements.define("glos-wave", GlosWave);
}
