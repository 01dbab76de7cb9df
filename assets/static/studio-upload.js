// <glos-upload>: sends recordings in the background (templates/studio/episode/recording.html), by tus 1.0 with the cookie of whoever
// is signed in. Files are chosen, dropped or pasted; one is sent after the other. A line that is lost, a server that restarts, a
// reload, a browser that crashed: it goes on from the last byte that arrived. The server knows a file again by its fingerprint,
// and the browser keeps the file itself (IndexedDB) until all of it is there, so that nobody has to choose it twice.
//
// What is said comes from the server: the sentences as data-…, what a file is and what the check found as rows, which are asked for
// at data-rows. What becomes of a file is shown in its row, the newest on top, brought into sight, and told to screen readers with the
// file's name; a line that is back within two seconds is not worth a word. Tells the page of a new recording by "glos-recording", whose
// detail is the page as it is now.
// <glos-offer>: puts what the file says of itself into a field of the page.
{
  const HEAD = 65536; // bytes by which the server tells what a file is; they go first
  const SILENCE = 45000; // ms without a byte after which a connection is taken for dead
  const QUIET = 6000; // ms without a byte after which the row says that it waits
  const [SHORTEST, LONGEST] = [300, 30000]; // ms between two tries: most lines are back at once
  const LASTING = 2000; // ms after which a lost line is told aloud
  const APART = 15000; // ms between two sentences about how much is sent
  const LINES = 4; // sentences that are kept for a screen reader that is behind
  const CONNECTIONS = 6; // that a browser keeps to one server
  const TUS = { "Tus-Resumable": "1.0.0" };

  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const pause = (ms) => new Promise((done) => {
    const timer = setTimeout(done, ms);
    addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
  });

  // Files that are being sent, by upload. Where there is no room for them they are chosen again.
  const kept = {
    async store(mode) {
      const open = indexedDB.open("glos-uploads", 1);
      open.onupgradeneeded = () => open.result.createObjectStore("files");
      return (await settled(open)).transaction("files", mode).objectStore("files");
    },
    put: async (id, file) => settled((await kept.store("readwrite")).put(file, id)),
    get: async (id) => settled((await kept.store("readonly")).get(id)),
    drop: async (id) => settled((await kept.store("readwrite")).delete(id)),
  };
  const settled = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const quietly = (promise) => promise.catch(() => undefined);

  // The same for the same file: its name, size, date and first bytes (FNV-1a; crypto.subtle is not there on plain http).
  const fingerprint = async (file) => {
    const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
    let hash = 0x811c9dc5;
    for (const byte of head) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    return `${file.name.slice(0, 120)}/${file.size}/${file.lastModified}/${hash.toString(16)}`;
  };

  // Whether a question went over a connection of its own: then no other one was waiting to be used again. The browser tells a
  // moment after the answer.
  const isNew = async (address, since) => {
    await new Promise((done) => setTimeout(done, 20));
    const [timing] = performance.getEntriesByName(address).filter(({ startTime }) => startTime >= since);
    return timing ? timing.connectEnd > timing.connectStart : false;
  };

  // A sentence whose values are known here.
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

  const named = (row) => row.querySelector(".file").firstChild.textContent.trim();

  // Whether somebody is writing: then nothing moves under their hands.
  const isTyping = () => document.activeElement?.matches("textarea, input:not([type=file], [type=checkbox], [type=radio], [type=range]), select");

  const isInSight = (part) => {
    const { top, bottom } = part.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };

  const parse = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

  // Puts what the server says now in place of what it said before, but where somebody is writing.
  const renew = (page, ids) => {
    for (const id of ids) {
      const [now, then] = [page.getElementById(id), document.getElementById(id)];
      if (!now || !then) continue;
      const isTouched = [...then.querySelectorAll("input, textarea")].some((field) =>
        field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
      if (!isTouched && !then.contains(document.activeElement)) then.replaceWith(document.adoptNode(now));
    }
  };

  class GlosUpload extends HTMLElement {
    connectedCallback() {
      if (this.queue) return;
      this.queue = [];
      this.list = this.querySelector(".uploads");
      this.status = this.querySelector(":scope > [role=status]");
      this.pointer = this.querySelector(":scope > .upload-told");
      this.pointer.addEventListener("click", () => { this.pointer.hidden = true; });
      this.prepare();
      this.addEventListener("change", ({ target }) => {
        if (target !== this.input) return;
        this.add([...target.files]);
        target.value = "";
      });
      this.catchFiles();
      this.list.addEventListener("submit", (event) => this.pressed(event));
      addEventListener("offline", () => { if (this.job?.isKnown) this.hindered(this.job, this.dataset.offline); });
      addEventListener("beforeunload", (event) => { if (this.job) event.preventDefault(); });
      for (const row of this.list.children) this.goOn(row);
    }

    // The form sends as soon as a file is chosen: its label is the button.
    prepare() {
      this.form = this.querySelector(".drop");
      this.input = this.form.querySelector("[type=file]");
      this.input.multiple = true;
      this.form.querySelector("[type=submit]").hidden = true;
      this.form.classList.add("live");
    }

    // A file may be dropped or pasted anywhere: the browser would leave the page for it.
    catchFiles() {
      const files = (data) => [...(data?.files ?? [])];
      const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
      addEventListener("dragover", (event) => {
        if (!carries(event)) return;
        event.preventDefault();
        this.toggleAttribute("over", true);
        this.form.closest("details")?.setAttribute("open", "");
      });
      addEventListener("dragleave", (event) => { if (!event.relatedTarget) this.toggleAttribute("over", false); });
      addEventListener("drop", (event) => {
        if (!carries(event)) return;
        event.preventDefault();
        this.toggleAttribute("over", false);
        this.add(files(event.dataTransfer));
      });
      addEventListener("paste", (event) => {
        const pasted = files(event.clipboardData);
        if (!pasted.length) return;
        event.preventDefault();
        this.add(pasted);
      });
    }

    // What was begun in another page, or by another browser.
    async goOn(row) {
      const { upload, state } = row.dataset;
      if ("busy" in row.dataset) return this.watch(row);
      if (state !== "receiving" || !("mine" in row.dataset)) return;
      const file = await quietly(kept.get(upload));
      if (!file) return;
      const job = { file, row: this.emptied(row, file), print: row.dataset.fingerprint, ...this.known(upload) };
      this.send(Object.assign(job, { lost: performance.now(), told: true }));
    }

    async add(files) {
      for (const file of files) {
        const print = await quietly(fingerprint(file));
        // A folder, or a file that is gone.
        if (!print) { this.say(this.dataset.again); continue; }
        const begun = [...this.list.children].find(({ dataset }) => dataset.fingerprint === print && dataset.state === "receiving" && "mine" in dataset);
        if (begun && this.isSent(begun)) continue;
        const row = this.emptied(begun, file);
        this.list.prepend(row);
        row.dataset.fingerprint = print;
        row.dataset.state = "receiving";
        row.dataset.mine = "";
        this.send({ file, row, print, master: this.form.elements.master?.checked, ...this.known(begun?.dataset.upload) });
        this.reveal(row, true);
      }
    }

    // An upload that was begun before is asked how far it is: another page may have sent all of it meanwhile.
    known(id) {
      return id ? { id, address: `${this.dataset.api}/${id}` } : {};
    }

    isSent(row) {
      return this.job?.row === row || this.queue.some((job) => job.row === row);
    }

    // The row of a file that is sent from here.
    emptied(row, file) {
      const fresh = this.querySelector("template").content.firstElementChild.cloneNode(true);
      fresh.querySelector(".file").textContent = file.name;
      fresh.querySelector("progress").setAttribute("aria-label", file.name);
      fresh.querySelector(".state").textContent = this.job ? this.dataset.waiting : this.dataset.starting;
      fresh.querySelector("[data-cancel] .unseen").textContent = ` ${file.name}`;
      if (row) {
        fresh.id = row.id;
        Object.assign(fresh.dataset, row.dataset);
        row.replaceWith(fresh);
      }
      fresh.querySelector("[data-cancel]").addEventListener("click", () => this.cancel(fresh));
      return fresh;
    }

    // One after the other: a poor line is not made better by sharing it.
    async send(job) {
      this.queue.push(job);
      if (this.job) return;
      while ((this.job = this.queue.shift())) {
        const { job } = this;
        const alone = (work) => (navigator.locks ? navigator.locks.request(`glos ${job.print}`, work) : work());
        const elsewhere = setTimeout(() => this.state(job.row, this.dataset.elsewhere), 1000);
        await alone(() => {
          clearTimeout(elsewhere);
          this.state(job.row, this.dataset.starting);
          return this.deliver(job);
        });
        this.job = null;
        if (job.isWhole) this.watch(job.row);
      }
    }

    async deliver(job) {
      const { file } = job;
      for (let tries = 0; !job.isOver; tries += 1) {
        const before = job.offset ?? 0;
        try {
          if (!job.isKnown) await (job.address ? this.ask(job) : this.create(job));
          job.isKnown = !job.isWhole;
          if (job.isWhole) break;
          const end = job.offset < HEAD ? Math.min(HEAD, file.size) : file.size;
          if (end > HEAD && job.isReused) await this.takeNew(job);
          await this.patch(job, end);
          if (job.offset === file.size) job.isWhole = true;
          else if (end <= HEAD) this.look(job);
          if (job.isWhole) break;
          tries = -1;
          continue;
        } catch (error) {
          if (job.isOver) break;
          job.isKnown = false;
          const isGone = job.address && [404, 410].includes(error.status);
          // It waited too long, or was taken back elsewhere: it begins anew.
          if (isGone) job.address = null;
          else if (error.isFinal) return this.refused(job, error);
          this.hindered(job, this.obstacle(error));
        }
        if ((job.offset ?? 0) > before) tries = 0;
        await pause(Math.min(SHORTEST * 2 ** tries, LONGEST) * (0.75 + Math.random() / 2));
      }
      quietly(kept.drop(job.id));
      if (!job.isWhole) return;
      job.row.querySelector("progress").removeAttribute("value");
      this.state(job.row, this.dataset.checking);
      this.say(fill(this.dataset.whole, { file: file.name }));
    }

    // Says in the row at once, and aloud when it lasts, that it does not go on.
    hindered(job, sentence) {
      const now = performance.now();
      job.lost ??= now;
      this.show(job, sentence);
      if (job.told || now - job.lost < LASTING) return;
      job.told = true;
      this.tell(job.file.name, this.measured(job, sentence));
    }

    // It goes on, and whoever was told that it did not is told so.
    resumed(job) {
      if (job.told) {
        job.spoke = performance.now();
        this.tell(job.file.name, this.measured(job, this.dataset.resumed));
      }
      job.lost = job.told = null;
    }

    // What keeps a file from being sent, as far as the answer tells.
    obstacle({ status, code }) {
      if (status === 401) return this.dataset.over;
      if (code === "disk-full") return this.dataset.full;
      return status >= 500 ? this.dataset.ailing : this.dataset.offline;
    }

    // Announces the file; the server answers with the upload that was begun before, if one was.
    async create(job) {
      const { file } = job;
      const pairs = { filename: file.name, filetype: file.type, episode: this.dataset.episode, fingerprint: job.print };
      if (job.master) pairs.master = "always";
      const metadata = Object.entries(pairs).filter(([, value]) => value).map(([key, value]) => `${key} ${base64(value)}`).join(",");
      const answer = await this.call("POST", this.dataset.api, { "Upload-Length": file.size, "Upload-Metadata": metadata });
      job.id = answer.headers.get("Location").split("/").pop();
      job.address = `${this.dataset.api}/${job.id}`;
      job.offset = job.sent = +answer.headers.get("Upload-Offset");
      job.isWhole = job.offset === file.size;
      job.isReused = true;
      job.row.id = `upload-${job.id}`;
      job.row.dataset.upload = job.id;
      quietly(kept.put(job.id, file));
    }

    async ask(job) {
      const began = performance.now();
      const answer = await this.call("HEAD", job.address);
      job.isReused = !(await isNew(answer.url, began));
      job.offset = +answer.headers.get("Upload-Offset");
      job.sent = job.offset;
      job.isWhole = answer.headers.get("Upload-State") !== "receiving";
      job.row.querySelector("progress").value = (job.offset / job.file.size) * 100;
    }

    // Chromium sends a body again by itself when a connection that it has used before breaks (HttpNetworkTransaction,
    // ShouldResendRequest): megabytes in vain. Those that the page left open are used up here, by questions whose answers close
    // them, so that the long body goes over a new one.
    async takeNew(job) {
      const ask = () => quietly(fetch(this.dataset.api, { method: "OPTIONS", headers: TUS, cache: "no-store" }));
      await Promise.all(Array.from({ length: CONNECTIONS }, ask));
      job.isReused = false;
    }

    async call(method, address, headers = {}) {
      const language = { "Accept-Language": this.dataset.lang };
      const answer = await fetch(address, { method, headers: { ...TUS, ...language, ...headers }, cache: "no-store" });
      if (!answer.ok) throw await this.failure(answer.status, () => answer.json());
      return answer;
    }

    // What may be tried again, and what may not: a fault of the line or the server is never the end.
    async failure(status, read) {
      const passes = status === 0 || status >= 500 || [401, 408, 409, 423, 425, 429].includes(status);
      const said = status ? await quietly(Promise.resolve().then(read)) : undefined;
      return Object.assign(new Error(status), { status, isFinal: !passes, said: said?.detail, code: said?.code });
    }

    // Sends a stretch of the file. XMLHttpRequest, because fetch does not tell how far a body is sent.
    patch(job, end) {
      const from = job.offset;
      return new Promise((done, failed) => {
        const request = (job.request = new XMLHttpRequest());
        const began = performance.now();
        let silence, quiet;
        const alive = () => {
          clearTimeout(silence);
          clearTimeout(quiet);
          silence = setTimeout(() => request.abort(), SILENCE);
          quiet = setTimeout(() => this.show(job, this.dataset.quiet), QUIET);
        };
        request.open("PATCH", job.address);
        const headers = { ...TUS, "Upload-Offset": from, "Content-Type": "application/offset+octet-stream", "Accept-Language": this.dataset.lang };
        for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
        request.upload.onprogress = ({ loaded }) => {
          alive();
          // The browser sends it again by itself, from an offset that is no more.
          if (from + loaded < job.sent) return request.abort();
          job.sent = from + loaded;
          this.progress(job);
          // A server that takes nothing says so sooner.
          if (performance.now() - began > LASTING) this.resumed(job);
        };
        // The last byte has left; whether it arrived, the answer tells.
        request.upload.onload = () => { if (end === job.file.size) this.show(job, this.dataset.quiet); };
        request.onloadend = async () => {
          clearTimeout(silence);
          clearTimeout(quiet);
          const { status } = request;
          if (status === 204) {
            job.offset = +request.getResponseHeader("Upload-Offset");
            this.resumed(job);
            done();
          } else failed(await this.failure(status, () => JSON.parse(request.responseText)));
        };
        alive();
        request.send(job.file.slice(from, end));
      });
    }

    progress(job) {
      const now = performance.now();
      job.marks = [...(job.marks ?? []).filter((mark) => now - mark.now < 8000 && mark.sent <= job.sent), { now, sent: job.sent }];
      const [first] = job.marks;
      const speed = now > first.now ? ((job.sent - first.sent) * 1000) / (now - first.now) : 0;
      const percent = Math.floor((job.sent / job.file.size) * 100);
      // The bar and its words say the same.
      if (now - (job.shown ?? -Infinity) > 500) {
        job.shown = now;
        job.row.querySelector("progress").value = percent;
        this.show(job, now - first.now > 1000 ? this.dataset.sending : this.dataset.begun, speed);
      }
      job.spoke ??= now;
      if (job.told || now - job.spoke < APART || percent < (job.aloud ?? 0) + 20 || percent === 100) return;
      [job.spoke, job.aloud] = [now, percent];
      this.say(fill(this.dataset.percent, { file: job.file.name, percent }));
    }

    // What is said of a row.
    state(row, sentence) {
      const said = row.querySelector(".state") ?? row.insertBefore(Object.assign(document.createElement("p"), { className: "state" }), row.querySelector(".actions"));
      said.textContent = sentence;
    }

    show(job, sentence, speed = 0) {
      this.state(job.row, this.measured(job, sentence, speed));
    }

    // A sentence about a file on its way, with numbers as the page's language writes them.
    measured(job, sentence, speed = 0) {
      const unit = (value, name, digits = 0) => new Intl.NumberFormat(this.dataset.lang, { style: "unit", unit: name, maximumFractionDigits: digits }).format(value);
      const size = (bytes) => (bytes < 1e6 ? unit(Math.ceil(bytes / 1e3), "kilobyte") : unit(bytes / 1e6, "megabyte", 1));
      const left = speed ? Math.ceil((job.file.size - job.sent) / speed) : 0;
      const time = left < 90 ? unit(left, "second") : left < 5400 ? unit(Math.round(left / 60), "minute") : unit(left / 3600, "hour", 1);
      return fill(sentence, { done: size(job.sent ?? job.offset ?? 0), all: size(job.file.size), speed: size(speed), left: time });
    }

    // What the file is, as soon as its first bytes are there.
    async look(job) {
      const page = await quietly(this.page(job.id));
      const look = page?.getElementById(`upload-${job.id}`)?.querySelector(".glance");
      if (!look) return;
      job.row.querySelector(".glance").textContent = look.textContent;
      this.tell(job.file.name, look.textContent);
    }

    // The server's own words on why not.
    async refused(job, error) {
      job.isOver = true;
      quietly(kept.drop(job.id));
      const page = job.id && (await quietly(this.page(job.id)));
      const row = page?.getElementById(`upload-${job.id}`);
      if (row) {
        job.row.replaceWith(document.adoptNode(row));
        return this.outcome(row);
      }
      job.row.querySelector("progress").remove();
      this.state(job.row, error.said ?? this.dataset.again);
      job.row.dataset.state = "refused";
      this.outcome(job.row);
    }

    // What has become of a file: told with its name and the reasons, and brought into sight.
    outcome(row) {
      const parts = row.querySelectorAll(":scope > .report > :is(.verdict, .problems), :scope > .state");
      const [first = "", ...more] = [...parts].map((part) => part.textContent.trim().replace(/\s+/g, " "));
      this.tell(named(row), [first, ...more].join(" "));
      this.reveal(row) || this.point(row, fill(this.dataset.said, { file: named(row), sentence: first }));
    }

    // Whoever writes elsewhere on the page sees at its edge what has happened, and where.
    point(row, sentence) {
      const link = this.pointer.querySelector("a");
      link.textContent = sentence;
      link.href = row.id ? `#${row.id}` : "#recording";
      this.pointer.hidden = false;
      this.seen ??= new IntersectionObserver((sights) => { if (sights.some((sight) => sight.isIntersecting)) this.pointer.hidden = true; });
      this.seen.disconnect();
      this.seen.observe(row);
    }

    // Scrolls to what has happened: to what was asked for always, else while this part of the page is looked at and nobody is
    // typing. Tells whether it did.
    reveal(part, isAsked = false) {
      if (!part?.isConnected || (!isAsked && (isTyping() || !isInSight(this.closest(".part"))))) return false;
      const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
      const isTall = part.getBoundingClientRect().height > innerHeight * 0.9;
      part.scrollIntoView({ block: isTall ? "start" : "nearest", behavior });
      return true;
    }

    async page(id) {
      // In the language of this page; its links name it where the reader chose it.
      const chosen = new URLSearchParams(location.search).get("lang");
      const address = `${this.dataset.rows}${id}${chosen ? `?lang=${encodeURIComponent(chosen)}` : ""}`;
      const answer = await fetch(address, { cache: "no-store", headers: { "Accept-Language": this.dataset.lang } });
      if (!answer.ok) throw Object.assign(new Error(answer.status), { status: answer.status });
      const page = await parse(answer);
      const isOfEpisode = !!page.getElementById("recording-present");
      // Whoever was signed out meanwhile was led elsewhere.
      if (answer.redirected && !isOfEpisode) throw Object.assign(new Error(401), { status: 401 });
      return Object.assign(page, { isOfEpisode });
    }

    // Waits for the check, and says what it found.
    async watch(row) {
      const [id, file] = [row.dataset.upload, named(row)];
      let lost, told;
      for (let tries = 0; row.isConnected; tries += 1) {
        await quietly(fetch(`${this.dataset.api}/${id}?wait=3`, { cache: "no-store" }));
        let status;
        const page = await this.page(id).catch((error) => { status = error.status; });
        if (page?.isOfEpisode) return this.arrived(page, file);
        // Taken back elsewhere.
        if (status === 404) return row.remove();
        const now = page?.getElementById(`upload-${id}`);
        if (now) {
          row.replaceWith(document.adoptNode(now));
          row = now;
          [lost, told] = [];
          if (!("busy" in row.dataset)) return this.outcome(row);
        } else if (!told && performance.now() - (lost ??= performance.now()) > LASTING) {
          told = true;
          const sentence = status === 401 ? this.dataset.over : this.dataset.unheard;
          this.state(row, sentence);
          this.tell(file, sentence);
        }
        await pause(now ? 700 : Math.min(1000 * 2 ** Math.min(tries, 5), LONGEST));
      }
    }

    // The episode has another recording: so have the parts of the page that are made of it.
    arrived(page, file) {
      const typed = isTyping() ? document.activeElement : null;
      const top = typed?.getBoundingClientRect().top;
      const rows = page.getElementById("recording-uploads");
      for (const row of [...this.list.children]) {
        if (row.dataset.upload && !this.isSent(row) && !rows?.querySelector(`#${row.id}`)) row.remove();
      }
      renew(page, ["recording-present", "recording-send", "recording-earlier"]);
      this.prepare();
      this.tell(file, page.querySelector(".done")?.textContent.trim());
      this.reveal(document.getElementById("recording-present"));
      document.dispatchEvent(new CustomEvent("glos-recording", { detail: page }));
      // The line that somebody writes stays where they look.
      if (typed?.isConnected) scrollBy({ top: typed.getBoundingClientRect().top - top, behavior: "instant" });
    }

    // Where the keyboard goes on when the button that was pressed is gone.
    rest() {
      if (document.activeElement !== document.body) return;
      const place = this.input.checkVisibility() ? this.input : this.closest(".part").querySelector("h2");
      if (place !== this.input) place.tabIndex = -1;
      place.focus({ preventScroll: true });
    }

    async cancel(row) {
      const { upload } = row.dataset;
      const jobs = [this.job, ...this.queue].filter((job) => job?.row === row);
      for (const job of jobs) {
        job.isOver = true;
        job.request?.abort();
      }
      this.queue = this.queue.filter((job) => job.row !== row);
      if (upload) {
        quietly(kept.drop(upload));
        await quietly(this.call("DELETE", `${this.dataset.api}/${upload}`));
      }
      const [file, isRefused] = [named(row), row.dataset.state === "refused"];
      row.remove();
      this.tell(file, isRefused ? this.dataset.removed : this.dataset.cancelled);
      this.rest();
    }

    // Forms of rows, without leaving the page: something may be on its way.
    async pressed(event) {
      const form = event.target;
      const row = form.closest(".upload");
      event.preventDefault();
      const what = new URL(form.action).pathname.split("/").at(-1);
      if (what === "cancel") return this.cancel(row);
      const file = named(row);
      const buttons = row.querySelectorAll(".actions button");
      for (const button of buttons) button.disabled = true;
      if (what === "use") this.state(row, this.dataset.giving);
      const answer = await quietly(fetch(form.action, { method: "POST", headers: { "Accept-Language": this.dataset.lang } }));
      if (answer?.ok && what === "level") return this.watch(row);
      const page = answer && (await parse(answer));
      if (answer?.ok && page.getElementById("recording-present")) {
        this.arrived(page, file);
        return this.rest();
      }
      for (const button of buttons) button.disabled = false;
      form.querySelector("button").focus();
      this.state(row, page?.querySelector(".drop .fault")?.textContent ?? this.dataset.unsent);
      this.tell(file, row.querySelector(".state").textContent);
    }

    // Tells screen readers what has become of a file.
    tell(file, sentence) {
      if (sentence) this.say(fill(this.dataset.said, { file, sentence }));
    }

    // Sentences stand one below the other: one that follows at once does not take the word from the one before.
    say(sentence) {
      this.status.append(Object.assign(document.createElement("p"), { textContent: sentence }));
      while (this.status.children.length > LINES) this.status.firstElementChild.remove();
    }
  }

  class GlosOffer extends HTMLElement {
    connectedCallback() {
      this.hidden = false;
      this.addEventListener("click", (event) => {
        const button = event.target.closest("[data-field]");
        if (!button) return;
        const { field, value } = button.dataset;
        const input = document.querySelector(`form [name="${field}"]`);
        if (input) {
          input.value = value;
          input.dispatchEvent(new Event("input", { bubbles: true }));
          input.dispatchEvent(new Event("change", { bubbles: true }));
        }
        button.closest("p").remove();
        input?.focus();
      });
    }
  }

  customElements.define("glos-upload", GlosUpload);
  customElements.define("glos-offer", GlosOffer);
}
