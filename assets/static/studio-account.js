// <glos-reveal>: a button that shows the password in the field before it. Without a script there is no button.

customElements.define('glos-reveal', class extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector('input');
    const button = this.querySelector('button');
    button.hidden = false;
    button.addEventListener('click', () => {
      const shown = field.type === 'password';
      field.type = shown ? 'text' : 'password';
      button.setAttribute('aria-pressed', shown);
    });
    // Browsers offer to keep what a password field holds, not a text field.
    field.form?.addEventListener('submit', () => { field.type = 'password'; });
  }
});

// <glos-handover>: a button that copies the address in the field before it. Where it cannot, the address is marked, ready to be copied.

customElements.define('glos-handover', class extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector('input');
    const button = this.querySelector('button');
    const said = this.querySelector('[role=status]');
    button.hidden = false;
    button.addEventListener('click', async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        said.textContent = this.dataset.copied;
      } catch {
        field.focus();
      }
    });
  }
});

// <glos-paper>: prints the codes of the page, or copies them, one a line.

customElements.define('glos-paper', class extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector('[data-do=print]').addEventListener('click', () => window.print());
    this.querySelector('[data-do=copy]').addEventListener('click', async () => {
      const codes = document.querySelector('ul.codes');
      try {
        await navigator.clipboard.writeText([...codes.querySelectorAll('code')].map(code => code.textContent).join('\n'));
        this.querySelector('[role=status]').textContent = this.dataset.copied;
      } catch {
        // Where it may not, the codes are marked, ready to be copied.
        getSelection().selectAllChildren(codes);
      }
    });
  }
});
