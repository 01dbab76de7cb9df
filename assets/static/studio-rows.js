// Rows of a form: adds an empty one, takes one away. Without it a saved form comes back with an empty row at its end.
customElements.define('glos-rows', class extends HTMLElement {
  connectedCallback() {
    if (this.querySelector('fieldset:disabled')) return;
    this.add = this.button(this.dataset.add, () => this.grow());
    this.append(this.add);
    for (const row of this.rows()) this.upgrade(row);
  }

  rows() {
    return [...this.querySelectorAll(':scope > fieldset')];
  }

  button(label, act) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', act);
    return button;
  }

  upgrade(row) {
    const remove = this.button(this.dataset.remove, () => this.shrink(row));
    remove.className = 'plain remove';
    const legend = row.querySelector('legend');
    legend.id ||= `${this.dataset.list}-legend-${this.rows().indexOf(row)}`;
    remove.setAttribute('aria-describedby', legend.id);
    row.append(remove);
  }

  numberOf(row) {
    return Number(/\.(\d+)\./.exec(row.querySelector('[name]').name)[1]);
  }

  // Rows in which something stands, as the server counts them.
  said() {
    const isSaid = row => [...row.querySelectorAll('input')].some(field => field.value.trim()) || row.querySelector('select')?.value === 'disabled';
    return this.rows().filter(isSaid);
  }

  // As many rows as fields of these names need.
  reach(names) {
    const numbers = names.filter(name => name.startsWith(`${this.dataset.list}.`)).map(name => Number(name.split('.')[1]));
    while (this.numberOf(this.rows().at(-1)) < Math.max(...numbers)) this.another();
  }

  grow() {
    this.another().querySelector('input, select, textarea').focus();
  }

  // A row of the highest number so far, so that no two fields have one name.
  another() {
    const last = this.rows().at(-1);
    const next = last.cloneNode(true);
    const number = this.numberOf(last) + 1;
    next.querySelector('.remove')?.remove();
    for (const fault of next.querySelectorAll('.fault')) fault.remove();
    for (const element of next.querySelectorAll('*')) {
      for (const name of ['id', 'name', 'for', 'aria-describedby']) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replaceAll(/\.\d+\./g, `.${number}.`));
      }
      element.removeAttribute('aria-invalid');
      if (element.matches('input:not([type=checkbox]), textarea')) element.value = '';
      if (element.matches('input[type=checkbox]')) element.checked = false;
      if (element.matches('select')) element.selectedIndex = 0;
    }
    const legend = next.querySelector('legend');
    legend.removeAttribute('id');
    legend.textContent = legend.textContent.replace(/\d+/, this.rows().length + 1);
    last.after(next);
    this.upgrade(next);
    return next;
  }

  // The last row is emptied, not taken away: there must be one to add to.
  shrink(row) {
    const rows = this.rows();
    if (rows.length === 1) this.another();
    const next = row.nextElementSibling?.matches('fieldset') ? row.nextElementSibling : row.previousElementSibling;
    row.remove();
    (next?.querySelector('input, select, textarea') ?? this.add).focus();
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }
});
