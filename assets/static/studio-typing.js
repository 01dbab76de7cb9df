// The form of an episode, saved while it is typed: its text, and the fields of other parts that belong to it (form="episode-form":
// chapters, soundbites). The server's form works without; its sentences are in data-….
//
// Every save sends the whole form; the server tells field by field what is new. One save is on its way at a time. What could not
// be sent lies in localStorage until it was: a closed lid, a lost line or an ended session take nothing away. Another form of the page
// waits until what was typed is saved, so that what is published is what stands on the page.
customElements.define('glos-typing', class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector('form');
    this.bar = this.querySelector('.bar');
    if (!this.form || !this.bar) return;
    this.key = `glos-typed-${this.dataset.episode}-${this.dataset.user}`;
    this.sent = this.typed();
    // Of its fields, wherever they stand on the page.
    const listen = (name, heard) => document.addEventListener(name, event => event.target.form === this.form && heard(event));
    listen('input', event => {
      this.changed();
      if (event.target.name === 'notes') this.preview();
    });
    listen('change', () => this.changed());
    listen('keydown', event => {
      // Enter in a line would press the first button; here it saves.
      if (event.key !== 'Enter' || !event.target.matches('input:not([type=checkbox], [type=radio])')) return;
      event.preventDefault();
      this.save();
    });
    this.form.addEventListener('click', event => this.pressed(event));
    document.addEventListener('submit', event => this.first(event), true);
    document.addEventListener('click', event => event.target.matches('[data-shows=again]') && this.showBoth(event));
    document.addEventListener('glos-recording', () => this.changed());
    this.form.addEventListener('submit', event => {
      this.isLeaving = true;
      clearTimeout(this.timer);
      if (event.submitter?.value === 'discard') this.forget(); else this.remember();
    });
    for (const form of document.querySelectorAll('form[action*="/sign-out"]')) {
      form.addEventListener('submit', event => {
        event.preventDefault();
        this.signOut(form);
      });
    }
    for (const button of this.form.querySelectorAll('[data-do]')) button.hidden = false;
    for (const name of ['online', 'focus']) addEventListener(name, () => this.isDirty && this.save());
    addEventListener('visibilitychange', () => document.visibilityState === 'visible' ? this.isDirty && this.save() : this.leave());
    addEventListener('pagehide', () => this.leave());
    this.restore();
    const { hash } = location;
    const first = document.getElementById('faults') ?? (hash === '#conflicts' ? document.querySelector(hash) : null);
    first?.focus({ preventScroll: true });
    // The bar at the foot of the window would lie upon it.
    first?.scrollIntoView();
  }

  show(name) { return document.querySelector(`[data-shows=${name}]`); }
  all(name) { return document.querySelectorAll(`[data-shows=${name}]`); }
  typed() {
    const fields = new URLSearchParams(new FormData(this.form));
    // Which of two texts is to stand is said by the button, not by the way.
    for (const name of [...fields.keys()].filter(name => name.startsWith('keep-'))) fields.delete(name);
    return fields.toString();
  }
  get isDirty() { return this.typed() !== this.sent; }

  changed() {
    if (!this.isDirty) return;
    this.remember();
    clearTimeout(this.timer);
    this.since ??= Date.now();
    // A second after the last key, ten after the first.
    this.timer = setTimeout(() => this.save(), Math.min(1000, Math.max(0, 10_000 - (Date.now() - this.since))));
  }

  // Resolves when what is typed now was sent, or could not be.
  save() {
    clearTimeout(this.timer);
    this.again = true;
    this.saving ??= this.sendAll().finally(() => { this.saving = undefined; });
    return this.saving;
  }

  async sendAll() {
    while (this.again) {
      this.again = false;
      await this.send();
    }
  }

  async send() {
    if (!this.isDirty || this.isLeaving) return;
    this.since = undefined;
    const body = this.typed();
    this.say('saving', { isQuiet: true });
    let answer, saved;
    try {
      answer = await fetch(this.form.action, {
        method: 'POST', body, headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      });
      saved = answer.ok && await answer.json();
    } catch {
      return this.later('offline');
    }
    const { status } = answer;
    if (saved) this.done(body, saved);
    else if (status === 401) this.later('over');
    else this.later(status >= 500 || [408, 425, 429].includes(status) ? 'failed' : 'denied');
  }

  done(body, { state, base, shows, faults, conflicts, own, address, title }) {
    const before = new URLSearchParams(body);
    for (const [name, value] of [['base', base], ['shows', shows ?? '']]) {
      before.set(name, value);
      this.form.elements[name].value = value;
    }
    this.wait = undefined;
    this.sent = before.toString();
    if (this.isDirty) this.changed(); else this.forget();
    const loose = this.mark(faults);
    const shown = this.show('address');
    if (shown) shown.textContent = address;
    const heading = document.querySelector('h1[data-shows=title]');
    if (heading && title) heading.textContent = title;
    this.show('sign-in').hidden = true;
    for (const link of this.all('again')) link.hidden = conflicts.length === 0;
    const isBeside = state === 'refused' && faults.length > loose.length;
    const more = isBeside ? [this.dataset.beside, ...loose] : loose;
    this.say(conflicts.length === 0 ? state : own ? 'own' : 'conflict', { more });
    document.dispatchEvent(new CustomEvent('glos-saved'));
  }

  // What could not be saved is tried again, ever less often, and when the line or the window is back.
  later(why) {
    this.remember();
    this.say(why);
    this.show('sign-in').hidden = why !== 'over';
    // The same once more would be refused once more.
    if (why === 'denied') return;
    this.wait = Math.min((this.wait ?? 1500) * 2, 30_000);
    this.timer = setTimeout(() => this.save(), this.wait);
  }

  // Whoever listens hears what is new, not that every word was saved; `more` sentences stand nowhere else.
  say(what, { isQuiet = false, more = [] } = {}) {
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
    const text = [this.dataset[what].replace('%', time), ...more].join(' ');
    for (const state of this.all('state')) {
      state.textContent = text;
      state.closest('.bar, .saved').dataset.state = what;
    }
    const last = [what, ...more].join(' ');
    if (isQuiet || last === this.last) return;
    this.last = last;
    this.show('said').textContent = text;
  }

  // What is wrong stands beside its field; the focus stays where it is. Returns the sentences that belong beside none.
  mark(faults) {
    for (const fault of document.querySelectorAll('.fault[data-of]')) fault.remove();
    for (const field of this.form.elements) {
      if (!field.hasAttribute('aria-invalid') || field.name === 'chapters') continue;
      field.removeAttribute('aria-invalid');
      document.getElementById(`${field.id}-fault`)?.remove();
      this.describe(field, []);
    }
    const ofChapters = ([name]) => /^chapters-(text|line-\d+)$/.test(name);
    document.querySelector('glos-chapters')?.mark?.(faults.filter(ofChapters).map(([id, sentence]) => [+id.split('-line-')[1] || null, sentence, id]));
    if (faults.length === 0) document.getElementById('faults')?.remove();
    const loose = [];
    for (const [name, sentence] of faults.filter(fault => !ofChapters(fault))) {
      const field = name ? this.field(name) : undefined;
      // What is named may be a whole part of the page, too.
      const spot = field?.matches('fieldset') ? field.querySelector('legend') : field?.closest('.field');
      if (!spot) { loose.push(sentence); continue; }
      const fault = Object.assign(document.createElement('p'), { className: 'fault', id: `${field.id}-fault`, textContent: sentence });
      fault.dataset.of = field.id;
      document.getElementById(fault.id)?.remove();
      if (spot.matches('legend')) spot.after(fault); else spot.append(fault);
      field.setAttribute('aria-invalid', 'true');
      this.describe(field, [fault.id]);
      for (let fold = field.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    }
    return loose;
  }

  // Rows are counted without those in which nothing stands.
  field(name) {
    const [, of, place] = /^soundbite-(\w+)-(\d+)$/.exec(name) ?? [];
    if (of) return document.querySelector('glos-soundbites')?.said?.()[place - 1]?.querySelector(`[name=soundbite-${of}]`);
    const [, list, number, part] = /^(\w+)\.(\d+)\.(\w+)$/.exec(name) ?? [];
    const rows = list && this.form.querySelector(`glos-rows[data-list=${list}]`)?.said();
    return rows?.[number]?.querySelector(`[name$=".${part}"]`) ?? document.getElementById(name);
  }

  describe(field, ids) {
    const all = [...ids, `${field.id}-hint`].filter(id => document.getElementById(id));
    if (all.length > 0) field.setAttribute('aria-describedby', all.join(' ')); else field.removeAttribute('aria-describedby');
  }

  // Linked notes change places with the linked one before or behind them.
  move(button) {
    const isUp = button.name === 'up', row = button.closest('li');
    const linked = [...row.parentElement.children].filter(row => row.querySelector('input').checked);
    const place = linked.indexOf(row) + (isUp ? -1 : 1), other = linked[place];
    if (!linked.includes(row) || !other) return;
    if (isUp) other.before(row); else other.after(row);
    const isLast = place === 0 || place === linked.length - 1;
    (isLast ? row.querySelector(`button[name=${isUp ? 'down' : 'up'}]`) : button).focus();
    this.show('said').textContent = this.dataset.place.replace('%', place + 1).replace('%', linked.length);
    this.changed();
  }

  // Rows of people
  pressed(event) {
    const way = event.target.closest('.moves button');
    if (way) {
      event.preventDefault();
      this.move(way);
      return;
    }
    const button = event.target.closest('[data-do]');
    if (!button) return;
    const row = button.closest('.person');
    if (button.dataset.do === 'add') {
      const rows = [...this.form.querySelectorAll('.person')];
      const free = rows.find(row => row.querySelector('[name=person-name]').value === '') ?? this.copy(rows.at(-1));
      free.hidden = false;
      free.querySelector('[name=person-name]').focus();
    } else {
      const after = row.nextElementSibling ?? row.previousElementSibling;
      if (this.form.querySelectorAll('.person').length > 1) row.remove(); else this.empty(row);
      after?.querySelector('input, button')?.focus();
      this.changed();
    }
  }

  copy(row) {
    const copy = row.cloneNode(true);
    const number = `${Date.now()}`.slice(-6);
    for (const part of copy.querySelectorAll('[id]')) part.id = part.id.replace(/\d+$/, number);
    for (const label of copy.querySelectorAll('[for]')) label.htmlFor = label.htmlFor.replace(/\d+$/, number);
    this.empty(copy);
    row.after(copy);
    return copy;
  }

  empty(row) {
    for (const field of row.querySelectorAll('input, select')) field.value = '';
  }

  // The preview is the server's own rendering.
  preview() {
    clearTimeout(this.looking);
    this.looking = setTimeout(async () => {
      const notes = this.form.elements.notes.value;
      const number = this.number = (this.number ?? 0) + 1;
      const answer = await fetch(this.dataset.preview, { method: 'POST', body: new URLSearchParams({ notes }) }).catch(() => undefined);
      if (!answer?.ok || number !== this.number) return;
      this.show('notes').innerHTML = await answer.text();
      this.querySelector('.preview').open = true;
    }, 300);
  }

  // What was not sent yet
  remember() {
    try { localStorage.setItem(this.key, this.typed()); } catch { /* a private window keeps nothing */ }
  }

  forget() {
    try { localStorage.removeItem(this.key); } catch { /* nothing was kept */ }
  }

  // Another form of the page waits for what was typed; a recording is sent without leaving the page.
  async first(event) {
    const form = event.target;
    if (form === this.form || form.isSettled || !this.isDirty || form.closest('glos-upload') || form.matches('[action*="/sign-out"]')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await this.save();
    // It says itself why it could not be saved.
    if (this.isDirty) return this.bar.scrollIntoView({ block: 'center' });
    form.isSettled = true;
    form.requestSubmit(event.submitter);
  }

  // Both versions are the server's to show: the page as it is now, at the place where they stand beside each other.
  async showBoth(event) {
    event.preventDefault();
    await this.save();
    history.replaceState(null, '', event.target.href);
    location.reload();
  }

  leave() {
    if (this.isLeaving || !this.isDirty) return;
    this.remember();
    // It goes out although the page does; what comes back from the server is asked for the next time.
    navigator.sendBeacon?.(this.form.action, new URLSearchParams(this.typed()));
  }

  // What is typed is sent while it still can be; the browser keeps nothing of it for whoever sits down there next.
  async signOut(form) {
    await Promise.race([this.save(), new Promise(done => setTimeout(done, 3000))]);
    this.isLeaving = true;
    clearTimeout(this.timer);
    this.forget();
    form.submit();
  }

  // What an earlier page could not send: put back as it was typed, with what it began from, and sent again.
  restore() {
    let kept;
    try { kept = localStorage.getItem(this.key); } catch { return; }
    const said = text => { const fields = new URLSearchParams(text); fields.delete('base'); fields.delete('shows'); return fields.toString(); };
    // The page says that it was saved, or shows it already.
    if (!kept || new URLSearchParams(location.search).has('done') || said(kept) === said(this.sent)) return this.forget();
    const fields = new URLSearchParams(kept);
    for (const list of this.form.querySelectorAll('glos-rows')) list.reach?.([...fields.keys()]);
    document.querySelector('glos-soundbites')?.reach?.(fields.getAll('soundbite-start').length);
    const names = fields.getAll('person-name').length;
    while (this.form.querySelectorAll('.person').length < names) this.copy([...this.form.querySelectorAll('.person')].at(-1));
    for (const field of this.form.elements) {
      if (!field.name || field.type === 'submit') continue;
      const values = fields.getAll(field.name);
      if (field.type === 'checkbox') field.checked = values.includes(field.value);
      else if (field.type === 'radio') continue;
      else if (/^(person|soundbite)-/.test(field.name)) field.value = values[[...document.querySelectorAll(`[name=${field.name}]`)].indexOf(field)] ?? '';
      else if (fields.has(field.name)) field.value = values[0];
      else if (field.closest('glos-rows') && field.matches('input')) field.value = '';
    }
    // The list of chapters and the picture of soundbites are made of their fields.
    for (const field of document.querySelectorAll('#chapters-text, [name=soundbite-start]')) field.dispatchEvent(new Event('input', { bubbles: true }));
    const notes = this.form.querySelector('.linked');
    const rowOf = slug => [...notes.children].find(row => row.querySelector('input').value === slug);
    notes?.prepend(...fields.getAll('note').map(rowOf).filter(Boolean));
    this.say('copy');
    this.save();
    this.preview();
  }
});
