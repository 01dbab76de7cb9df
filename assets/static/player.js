// <glos-player> makes more of the browser's own <audio controls>. The server writes both that and the controls used here
// (templates/parts/player.html), in the reader's language and hidden; they change places once everything here works.
// No audio is asked for before the listener plays.
// Takes clicks on every <a data-seek="SECONDS"> of the page. Tells the page of "glos-time" {seconds, playing}.
// Speaks Player.js with the page around its frame.
{
  const FADE = 8; // seconds in which the sleep timer makes it quieter
  const SILENCE = 12; // seconds without a byte after which a line is taken as cut
  const LONGEST_WAIT = 30; // seconds between two attempts to connect
  const KEYS = { ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -30, PageUp: 30 };
  const PARTS = "play seek at left said retry restart speed sleep volume share address now";

  const clock = (seconds) => {
    const s = Math.max(0, Math.floor(seconds));
    const two = (n) => String(n % 60).padStart(2, "0");
    const minutes = Math.floor(s / 60);
    return minutes < 60 ? `${minutes}:${two(s)}` : `${Math.floor(minutes / 60)}:${two(minutes)}:${two(s)}`;
  };
  const fill = (sentence, values) => sentence.replace(/{(\w+)}/g, (_, name) => values[name]);

  class GlosPlayer extends HTMLElement {
    connectedCallback() {
      this.audio = this.querySelector("audio");
      this.controls = this.querySelector(".controls");
      if (!this.audio || !this.controls) return;
      this.life = new AbortController();
      try {
        this.begin();
        this.controls.hidden = this.audio.controls = false;
      } catch (error) {
        this.disconnectedCallback();
        reportError(error); // and the browser's own control stays
      }
    }

    disconnectedCallback() {
      this.life?.abort();
      this.rest();
    }

    begin() {
      const { audio, dataset } = this;
      this.all = +dataset.duration;
      this.going = !audio.paused; // whether the listener wants to hear it now; the browser’s own control may have been faster
      this.tries = 0; // to connect again
      this.doubts = 0; // times that the house answered, and yet there was no sound
      this.kept = 0; // seconds, as the device has them
      this.key = "glos:" + new URL(audio.src).pathname;
      this.ui = {};
      for (const name of PARTS.split(" ")) this.ui[name] = this.querySelector("." + name);
      this.chapters = [...document.querySelectorAll("[data-chapters] a")]; // the page's list, or a frame's own
      audio.volume = 0.5; // iOS leaves loudness to its buttons, and says 1
      if (audio.volume !== 0.5) this.querySelector(".loudness").hidden = true;
      this.setVolume();
      this.onPage();
      this.onAudio();
      this.onParent();
      if (this.going) this.session();
      else if (!this.at) this.recall(); // otherwise it was moved within the page
      this.show();
    }

    // Where it stands, or will once there is anything to hear.
    get at() {
      return this.want ?? this.audio.currentTime;
    }

    on(target, names, does) {
      for (const name of names.split(" ")) target.addEventListener(name, does, { signal: this.life.signal });
    }

    // What the listener does

    onPage() {
      const { ui } = this;
      this.on(ui.play, "click", () => (this.going ? this.pause() : this.play()));
      for (const button of this.querySelectorAll("[data-skip]")) {
        this.on(button, "click", () => this.seek(this.at + +button.dataset.skip));
      }
      this.on(ui.seek, "input", () => {
        this.drag = +ui.seek.value;
        this.show();
      });
      // A drag may end where it began, and then nothing has changed.
      this.on(ui.seek, "change pointerup pointercancel blur", () => (this.drag == null ? this.show() : this.seek(this.drag)));
      this.on(ui.seek, "keydown", (event) => {
        if (!KEYS[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        this.seek(this.at + KEYS[event.key]);
      });
      this.on(ui.speed, "change", () => {
        this.setSpeed(ui.speed.value);
        this.remember();
      });
      this.on(ui.sleep, "change", () => this.setSleep(ui.sleep.value));
      this.on(ui.volume, "input", () => this.setVolume());
      this.on(ui.share, "click", () => this.share());
      this.on(ui.retry, "click", () => this.play(true));
      this.on(ui.restart, "click", () => {
        this.seek(0);
        this.play(true);
      });
      const more = this.querySelector(".more");
      if (more) this.on(more, "click", () => more.setAttribute("aria-expanded", this.toggleAttribute("open")));
      this.on(document, "click", (event) => {
        const link = event.target.closest?.("a[data-seek]");
        const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
        if (!link || elsewhere || event.defaultPrevented) return;
        event.preventDefault();
        this.seek(+link.dataset.seek);
        this.play();
      });
      this.on(window, "online", () => this.retry && this.connect());
    }

    play(fromButton) {
      const { audio, ui } = this;
      if (fromButton) ui.play.focus(); // the pressed button goes away
      this.going = true;
      this.doubts = 0;
      this.say("");
      if (this.sleepBy < Date.now()) this.setSleep("");
      if (audio.error || this.retry) audio.load();
      this.rest();
      if (audio.readyState && this.at >= this.all) this.seek(0);
      this.start();
      this.session();
    }

    start() {
      this.watch();
      this.show();
      this.audio.play().catch((error) => error.name === "NotAllowedError" && this.pause());
    }

    pause() {
      this.going = false;
      this.rest();
      this.audio.pause();
      this.show(); // the button changes before the recording tells of it
      this.say("");
      this.remember();
    }

    seek(seconds) {
      if (!Number.isFinite(seconds)) return;
      const to = Math.min(Math.max(seconds, 0), this.all);
      this.drag = null;
      this.ui.restart.hidden = true;
      const { audio } = this;
      this.want = audio.readyState && !audio.error ? null : to;
      if (this.want == null) audio.currentTime = to;
      this.asked = true;
      if (!this.going) this.say("");
      this.show();
    }

    setSpeed(speed) {
      this.audio.defaultPlaybackRate = this.audio.playbackRate = +speed;
      this.ui.speed.value = speed;
    }

    setVolume() {
      this.audio.volume = this.volume = this.ui.volume.value / 100;
    }

    // "" for never, a number of minutes, or "chapter"
    setSleep(when) {
      const { dataset } = this;
      this.ui.sleep.value = when;
      this.sleepBy = +when ? Date.now() + when * 6e4 : NaN;
      this.audio.volume = this.volume;
      const at = new Date(this.sleepBy).toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
      this.say(when === "chapter" ? dataset.stopsChapter : when ? fill(dataset.stops, { at }) : "");
    }

    sleepSoon() {
      const left = (this.sleepBy - Date.now()) / 1000;
      if (left < FADE) this.audio.volume = this.volume * Math.max(0, left / FADE);
      if (left <= 0) this.fallAsleep();
    }

    fallAsleep() {
      this.pause();
      this.setSleep("");
      this.say(this.dataset.stopped);
    }

    async share() {
      const { dataset, ui } = this;
      const url = new URL(dataset.address);
      const at = Math.floor(this.at);
      if (at) url.searchParams.set("t", at);
      try {
        if (navigator.share && matchMedia("(pointer: coarse)").matches) {
          await navigator.share({ title: dataset.title, url: url.href });
        } else {
          await navigator.clipboard.writeText(url.href);
          this.say(fill(dataset.copied, { at: clock(at) }));
        }
      } catch (error) {
        if (error.name === "AbortError") return; // the listener thought better of it
        const field = ui.address.querySelector("input");
        ui.address.hidden = false;
        field.value = url.href;
        field.select();
      }
    }

    // What the recording does

    onAudio() {
      const { audio } = this;
      this.on(audio, "loadedmetadata", () => {
        if (this.want != null) audio.currentTime = this.want;
        this.want = null;
        this.doubts = 0;
      });
      this.on(audio, "playing", () => {
        this.want = null;
        this.rest();
        this.say("");
      });
      this.on(audio, "play", () => (this.going = true));
      this.on(audio, "pause", () => {
        if (this.retry) this.pause(); // by headphones or the system, while the line is away
        else if (!audio.ended && !audio.error) this.going = false;
        this.remember();
      });
      this.on(audio, "timeupdate", () => {
        if (this.going && this.sleepBy) this.sleepSoon();
        if (Math.abs(this.at - this.cut) > 1) this.tries = 0;
        if (Math.abs(this.at - this.kept) > 5) this.remember();
      });
      this.on(audio, "ended", () => {
        if (this.all - audio.currentTime > 5 && this.tries < 5) return this.reconnect(); // a cut line looks like an end
        this.going = false;
        this.remember();
      });
      this.on(audio, "error", () => this.failed());
      this.on(audio, "stalled", () => this.hasAttribute("waiting") && !this.retry && this.say(this.dataset.waiting));
      this.on(audio, "waiting stalled progress timeupdate", () => this.watch());
      this.on(audio, "timeupdate seeking seeked play pause ended ratechange waiting playing", () => this.show());
    }

    // Waits for the line, for a while.
    watch() {
      clearTimeout(this.silence);
      const hungry = this.going && !this.retry && this.audio.readyState < 3;
      this.toggleAttribute("waiting", hungry || !!this.retry);
      if (hungry) this.silence = setTimeout(() => this.reconnect(), SILENCE * 1000);
    }

    rest() {
      clearTimeout(this.silence);
      clearTimeout(this.retry);
      this.retry = null;
      this.removeAttribute("waiting");
    }

    // Tries again until it plays or the listener stops it.
    reconnect() {
      this.rest();
      this.cut = this.want ??= this.audio.currentTime;
      this.say(this.dataset.reconnecting, true);
      this.toggleAttribute("waiting", true);
      this.retry = setTimeout(() => this.connect(), Math.min(2 ** this.tries++, LONGEST_WAIT) * 1000);
    }

    connect() {
      this.rest();
      if (!this.going) return;
      this.audio.load();
      this.start();
    }

    async failed() {
      const { audio, dataset, life: { signal } } = this;
      const { error } = audio;
      const { code, MEDIA_ERR_DECODE, MEDIA_ERR_SRC_NOT_SUPPORTED } = error;
      this.want ??= audio.currentTime;
      this.tell?.("error", { code });
      let why = code === MEDIA_ERR_DECODE && dataset.broken;
      if (code === MEDIA_ERR_SRC_NOT_SUPPORTED) {
        // All that goes wrong before the first sound has this one code: ask what it is.
        try {
          const { status } = await fetch(audio.currentSrc, { method: "HEAD", redirect: "manual", cache: "no-store", signal });
          if (/^4(?!08|29)/.test(status)) why = dataset.gone;
          // The line may have come back just now. (0 is a way to another host, which only the recording itself may take.)
          if (status < 400 && ++this.doubts > 2) why = dataset.broken;
        } catch {
          // nobody answers
        }
        if (!this.going || audio.error !== error || signal.aborted) return; // the listener was faster
      }
      if (!why) return this.going && this.reconnect();
      this.going = false;
      this.rest();
      this.show();
      this.say(why, true);
    }

    // What is shown and told

    say(sentence, failed) {
      if (!failed && document.activeElement === this.ui.retry) this.ui.play.focus();
      this.ui.said.textContent = sentence;
      this.ui.retry.hidden = !failed;
      if (this.going) this.ui.restart.hidden = true;
    }

    show() {
      const { ui, all, going, audio } = this;
      const at = Math.min(this.drag ?? this.at, all);
      this.style.setProperty("--at", at / all || 0);
      ui.at.textContent = clock(at);
      ui.left.lastChild.data = " −" + clock(Math.round(all) - Math.floor(at));
      // Who stands on it would be told of every change: while it plays, now and then is enough.
      const watched = going && this.drag == null && !this.asked && document.activeElement === ui.seek;
      if (!watched || Math.abs(ui.seek.value - at) > 15) {
        ui.seek.value = at;
        ui.seek.setAttribute("aria-valuetext", fill(this.dataset.of, { at: clock(at), all: clock(Math.round(all)) }));
      }
      if (this.hasAttribute("playing") !== going) {
        this.toggleAttribute("playing", going);
        const name = ui.play.getAttribute("aria-label");
        ui.play.setAttribute("aria-label", ui.play.dataset.other);
        ui.play.dataset.other = name;
      }
      this.showChapter(at);
      this.asked = false;
      const playing = going && !audio.paused;
      this.dispatchEvent(new CustomEvent("glos-time", { bubbles: true, detail: { seconds: at, playing } }));
      this.sessionPlace(at);
    }

    showChapter(at) {
      const now = this.chapters.findLast((link) => +link.dataset.seek <= at + 0.05);
      if (now === this.chapter) return;
      const next = this.chapters.indexOf(this.chapter) + 1;
      this.chapter = now;
      for (const link of this.chapters) {
        if (link === now) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      this.ui.now.textContent = now?.lastElementChild.textContent ?? "";
      const ranInto = this.going && this.drag == null && !this.asked && next && now === this.chapters[next];
      if (ranInto && this.ui.sleep.value === "chapter") this.fallAsleep();
    }

    session() {
      const { mediaSession } = navigator;
      if (!mediaSession) return;
      const { title, show, cover } = this.dataset;
      const artwork = [{ src: cover, sizes: "640x640", type: "image/jpeg" }];
      mediaSession.metadata = new MediaMetadata({ title, artist: show, artwork });
      const by = (side, usual) => ({ seekOffset }) => this.seek(this.at + side * (seekOffset || usual));
      const actions = {
        play: () => this.play(),
        pause: () => this.pause(),
        seekbackward: by(-1, 15),
        seekforward: by(1, 30),
        seekto: ({ seekTime }) => this.seek(seekTime),
      };
      for (const action in actions) {
        try {
          mediaSession.setActionHandler(action, actions[action]);
        } catch {
          // a browser that does not know it
        }
      }
    }

    sessionPlace(position) {
      const { all: duration, audio } = this;
      if (this.going && duration) {
        navigator.mediaSession?.setPositionState?.({ duration, position, playbackRate: audio.playbackRate });
      }
    }

    // What the device keeps

    keep(key, value) {
      if (this.hasAttribute("no-storage")) return null;
      try {
        if (value === undefined) return localStorage.getItem(key);
        if (value) localStorage.setItem(key, value);
        else localStorage.removeItem(key);
      } catch {
        // a browser that keeps nothing
      }
      return null;
    }

    recall() {
      const { dataset, ui } = this;
      const speed = this.keep("glos:speed");
      if ([...ui.speed.options].some(({ value }) => value === speed)) this.setSpeed(speed);
      const moment = /[#&]t=([\d.:]+)/.exec(location.hash)?.[1].split(":").reduce((sum, part) => sum * 60 + +part, 0);
      const asked = moment ?? (/[?&]t=/.test(location.search) ? +dataset.start : this.keep(this.key));
      const start = +asked;
      if (!(start > 0 && start < this.all)) return;
      this.seek(start);
      this.say(fill(dataset.starts, { at: clock(start) }));
      ui.restart.hidden = false;
    }

    remember() {
      const { at, all, audio, ui } = this;
      if (!audio.played.length) return;
      this.kept = at;
      this.keep("glos:speed", ui.speed.value !== "1" && ui.speed.value);
      this.keep(this.key, at > 5 && at < all - 10 && at.toFixed(1));
    }

    // Player.js (the page around a frame steers it), by JSON in messages

    onParent() {
      if (parent === window) return;
      const { audio } = this;
      const listeners = {};
      const post = (event, value, listener) =>
        parent.postMessage(JSON.stringify({ context: "player.js", version: "0.0.11", event, value, listener }), "*");
      this.tell = (event, value) => listeners[event]?.forEach((listener) => post(event, value, listener));
      const methods = {
        play: () => this.play(),
        pause: () => this.pause(),
        getPaused: () => !this.going,
        mute: () => (audio.muted = true),
        unmute: () => (audio.muted = false),
        getMuted: () => audio.muted,
        setVolume: (percent) => {
          this.ui.volume.value = percent;
          this.setVolume();
        },
        getVolume: () => Math.round(this.volume * 100),
        getDuration: () => this.all,
        setCurrentTime: (seconds) => this.seek(+seconds),
        getCurrentTime: () => this.at,
        addEventListener: (event, listener) => {
          if (!events.includes(event)) return;
          (listeners[event] ??= new Set()).add(listener);
          if (event === "ready") ready(listener);
        },
        removeEventListener: (event, listener) => listeners[event]?.delete(listener),
      };
      const events = ["ready", "play", "pause", "ended", "timeupdate", "seeked", "error"];
      const ready = (listener) => post("ready", { src: location.href, events, methods: Object.keys(methods) }, listener);
      const times = () => ({ seconds: this.at, duration: this.all });
      this.on(audio, "play pause ended timeupdate seeked", ({ type }) => {
        this.tell(type, type === "timeupdate" ? times() : undefined);
      });
      this.on(window, "message", ({ source, data }) => {
        if (source !== parent) return;
        try {
          const { context, method, value, listener } = typeof data === "string" ? JSON.parse(data) : data;
          if (context !== "player.js" || !Object.hasOwn(methods, method)) return;
          const answer = methods[method](value, listener);
          if (method.startsWith("get")) post(method, answer, listener);
        } catch {
          // not for us
        }
      });
      ready();
    }
  }

  if (!customElements.get("glos-player")) customElements.define("glos-player", GlosPlayer);
}
