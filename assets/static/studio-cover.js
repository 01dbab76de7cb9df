// Looks at a picture before it is sent: what apps would not take is said at once. The server decides.
customElements.define('glos-cover', class extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input');
    this.said = this.querySelector('[role=status]');
    this.input.addEventListener('change', () => this.look());
  }

  async look() {
    const [file] = this.input.files;
    this.said.textContent = '';
    if (!file) return;
    if (!['image/jpeg', 'image/png'].includes(file.type)) return this.say('form');
    if (file.size > Number(this.dataset.max)) return this.say('bytes');
    const picture = await createImageBitmap(file).catch(() => null);
    if (!picture) return this.say('form');
    const { width, height } = picture;
    picture.close();
    if (this.input.files[0] !== file) return;
    if (width !== height) return this.say('shape', width, height);
    this.say(width < 1400 || width > 3000 ? 'side' : 'good', width, height);
  }

  say(what, width, height) {
    this.said.textContent = this.dataset[what].replace('{w}', width).replace('{h}', height);
  }
});
