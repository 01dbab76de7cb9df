// <glos-upload>: sends recordings in the background (templates/studio/episode/recording.html), by tus 1.0 with the cookie of whoever
// is signed in. Files are chosen, dropped or pasted; one is sent after the other. A line that is lost, a server that restarts, a
// reload, a browser that crashed: it goes on from the last byte that arrived. The server knows a file again by its fingerprint,
// and the browser keeps the file itself (IndexedDB) until all of it is there, so that nobody has to choose it twice.
//
// What is said comes from the server: the sentences as data-…, what a file is and what the check found as rows, which are asked for
// at data-rows. Tells the page of a new recording by "glos-recording", whose detail is the page as it is now.
// <glos-offer>: puts what the file says of itself into a field of the page; "glos-offer" { field, value } may be prevented.
{
  const HEAD = 65536; // bytes by which the server tells what a file is; they go first
  const SILENCE = 45000; // ms without a byte after which a connection is taken for dead
  const [SHORTEST, LONGEST] = [300, 30000]; // ms between two tries: most lines are back at once
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
      this.prepare();
      this.addEventListener("change", ({ target }) => {
        if (target !== this.input) return;
        this.add([...target.files]);
        target.value = "";
      });
      this.catchFiles();
      this.list.addEventListener("submit", (event) => this.pressed(event));
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
      if (file) this.send({ file, row: this.emptied(row, file), print: row.dataset.fingerprint, ...this.known(upload) });
    }

    async add(files) {
      for (const file of files) {
        const print = await quietly(fingerprint(file));
        // A folder, or a file that is gone.
        if (!print) { this.say(this.dataset.again); continue; }
        const begun = [...this.list.children].find(({ dataset }) => dataset.fingerprint === print && dataset.state === "receiving" && "mine" in dataset);
        if (begun && this.isSent(begun)) continue;
        const row = this.emptied(begun, file);
        if (!begun) this.list.append(row);
        row.dataset.fingerprint = print;
        row.dataset.state = "receiving";
        row.dataset.mine = "";
        this.send({ file, row, print, master: this.form.elements.master?.checked, ...this.known(begun?.dataset.upload) });
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
      fresh.querySelector(".state").textContent = this.dataset.waiting;
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
        await alone(() => this.deliver(job));
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
          this.show(job, this.obstacle(error));
        }
        if ((job.offset ?? 0) > before) tries = 0;
        await pause(Math.min(SHORTEST * 2 ** tries, LONGEST) * (0.75 + Math.random() / 2));
      }
      quietly(kept.drop(job.id));
      if (job.isWhole) this.say(this.dataset.whole.replace("{file}", file.name));
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
        let silence;
        const alive = () => {
          clearTimeout(silence);
          silence = setTimeout(() => request.abort(), SILENCE);
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
        };
        request.onloadend = async () => {
          clearTimeout(silence);
          const { status } = request;
          if (status === 204) {
            job.offset = +request.getResponseHeader("Upload-Offset");
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
      job.row.querySelector("progress").value = percent;
      if (now - (job.shown ?? 0) > 500) {
        job.shown = now;
        this.show(job, now - first.now > 1000 ? this.dataset.sending : this.dataset.begun, speed);
      }
      const tenth = Math.floor(percent / 10);
      if (tenth > (job.tenth ?? 0) && percent < 100) this.say(this.dataset.percent.replace("{file}", job.file.name).replace("{percent}", tenth * 10));
      job.tenth = tenth;
    }

    // A sentence about a file on its way, with numbers as the page's language writes them.
    show(job, sentence, speed = 0) {
      const unit = (value, name, digits = 0) => new Intl.NumberFormat(this.dataset.lang, { style: "unit", unit: name, maximumFractionDigits: digits }).format(value);
      const size = (bytes) => (bytes < 1e6 ? unit(Math.ceil(bytes / 1e3), "kilobyte") : unit(bytes / 1e6, "megabyte", 1));
      const left = speed ? Math.ceil((job.file.size - job.sent) / speed) : 0;
      const time = left < 90 ? unit(left, "second") : left < 5400 ? unit(Math.round(left / 60), "minute") : unit(left / 3600, "hour", 1);
      const values = { done: size(job.sent ?? job.offset ?? 0), all: size(job.file.size), speed: size(speed), left: time };
      job.row.querySelector(".state").textContent = sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    }

    // What the file is, as soon as its first bytes are there.
    async look(job) {
      const page = await quietly(this.page(job.id));
      const look = page?.getElementById(`upload-${job.id}`)?.querySelector(".glance");
      if (look) job.row.querySelector(".glance").textContent = look.textContent;
    }

    // The server's own words on why not.
    async refused(job, error) {
      job.isOver = true;
      quietly(kept.drop(job.id));
      const page = job.id && (await quietly(this.page(job.id)));
      const row = page?.getElementById(`upload-${job.id}`);
      if (row) {
        this.say(row.querySelector(".verdict, .state").textContent);
        return job.row.replaceWith(document.adoptNode(row));
      }
      job.row.querySelector("progress").remove();
      job.row.querySelector(".state").textContent = error.said ?? this.dataset.again;
      job.row.querySelector("[data-cancel]").addEventListener("click", () => job.row.remove());
      this.say(error.said ?? this.dataset.again);
    }

    async page(id) {
      const answer = await fetch(`${this.dataset.rows}${id}?lang=${this.dataset.lang}`, { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status);
      return Object.assign(await parse(answer), { isOfEpisode: answer.redirected });
    }

    // Waits for the check, and says what it found.
    async watch(row) {
      const id = row.dataset.upload;
      for (let tries = 0; row.isConnected; tries += 1) {
        await quietly(fetch(`${this.dataset.api}/${id}?wait=3`, { cache: "no-store" }));
        const page = await quietly(this.page(id));
        if (page?.isOfEpisode) return this.arrived(page);
        const now = page?.getElementById(`upload-${id}`);
        if (now) {
          row.replaceWith(document.adoptNode(now));
          row = now;
          if (!("busy" in row.dataset)) return this.say(row.querySelector(".verdict, .state").textContent);
        }
        await pause(now ? 700 : Math.min(1000 * 2 ** Math.min(tries, 5), LONGEST));
      }
    }

    // The episode has another recording: so have the parts of the page that are made of it.
    arrived(page) {
      const rows = page.getElementById("recording-uploads");
      for (const row of [...this.list.children]) {
        if (row.dataset.upload && !this.isSent(row) && !rows?.querySelector(`#${row.id}`)) row.remove();
      }
      renew(page, ["recording-present", "recording-send", "recording-earlier"]);
      this.prepare();
      this.say(page.querySelector(".done")?.textContent ?? "");
      document.dispatchEvent(new CustomEvent("glos-recording", { detail: page }));
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
      row.remove();
      this.say(this.dataset.cancelled);
      this.input.focus();
    }

    // Forms of rows, without leaving the page: something may be on its way.
    async pressed(event) {
      const form = event.target;
      const row = form.closest(".upload");
      event.preventDefault();
      if (form.action.endsWith("/cancel")) return this.cancel(row);
      const answer = await quietly(fetch(form.action, { method: "POST", headers: { "Accept-Language": this.dataset.lang } }));
      if (answer?.ok && form.action.endsWith("/level")) return this.watch(row);
      const page = answer && (await parse(answer));
      if (answer?.ok) return this.arrived(page);
      this.say(page?.querySelector(".drop .fault")?.textContent ?? this.dataset.again);
      row.querySelector(".state").textContent = page?.querySelector(".drop .fault")?.textContent ?? this.dataset.again;
    }

    say(sentence) {
      this.status.textContent = sentence;
    }
  }

  class GlosOffer extends HTMLElement {
    connectedCallback() {
      this.hidden = false;
      this.addEventListener("click", (event) => {
        const button = event.target.closest("[data-field]");
        if (!button) return;
        const { field, value } = button.dataset;
        const offer = new CustomEvent("glos-offer", { bubbles: true, cancelable: true, detail: { field, value } });
        const input = document.querySelector(`form [name="${field}"]`);
        if (this.dispatchEvent(offer) && input) {
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
