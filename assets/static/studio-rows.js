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

  // A row of the highest number so far, so that no two fields have one name.
  grow() {
    const last = this.rows().at(-1);
    const next = last.cloneNode(true);
    const number = Number(/\.(\d+)\./.exec(last.querySelector('[name]').name)[1]) + 1;
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
    next.querySelector('input, select, textarea').focus();
  }

  // The last row is emptied, not taken away: there must be one to add to.
  shrink(row) {
    const rows = this.rows();
    if (rows.length === 1) this.grow();
    const next = row.nextElementSibling?.matches('fieldset') ? row.nextElementSibling : row.previousElementSibling;
    row.remove();
    (next?.querySelector('input, select, textarea') ?? this.add).focus();
  }
});
