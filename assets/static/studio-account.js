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

// <glos-paper>: a button that prints the codes of the page.

customElements.define('glos-paper', class extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector('[data-do=print]').addEventListener('click', () => window.print());
  }
});
