// <glos-passkey>: asks the browser for a new passkey (data-make) or for a signature by one (data-use), and sends what it answers
// with the form inside. Without a script there is no button, and a sentence says why.

const fromText = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0));
const toText = bytes => btoa(Array.from(new Uint8Array(bytes), byte => String.fromCharCode(byte)).join(''))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** What browsers take: bytes where JSON has text (WebAuthn §5.1.8, which older browsers cannot do by themselves). */
function asked(json) {
  const { publicKey } = JSON.parse(json);
  const withBytes = key => ({ ...key, id: fromText(key.id) });
  publicKey.challenge = fromText(publicKey.challenge);
  if (publicKey.user) publicKey.user = withBytes(publicKey.user);
  for (const list of ['excludeCredentials', 'allowCredentials']) publicKey[list] = publicKey[list]?.map(withBytes);
  return { publicKey };
}

/** The answer as JSON. */
function answered({ id, rawId, type, response }) {
  const names = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'];
  const parts = names.filter(name => response[name]).map(name => [name, toText(response[name])]);
  return JSON.stringify({ id, rawId: toText(rawId), type, response: Object.fromEntries(parts) });
}

customElements.define('glos-passkey', class extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector('form');
    const button = this.querySelector('button');
    const said = this.querySelector('[role=status]');
    this.querySelector('.needs-script')?.remove();
    if (!globalThis.PublicKeyCredential) {
      said.textContent = this.dataset.missing;
      return;
    }
    button.hidden = false;
    form.addEventListener('submit', async event => {
      event.preventDefault();
      said.textContent = '';
      button.disabled = true;
      try {
        const { make, use } = this.dataset;
        const key = await (make ? navigator.credentials.create(asked(make)) : navigator.credentials.get(asked(use)));
        form.elements.answer.value = answered(key);
        form.submit();
      } catch (error) {
        button.disabled = false;
        button.focus();
        // A browser does not say whether its person said no or nobody was there (WebAuthn §14.5.1).
        said.textContent = error.name === 'InvalidStateError' ? this.dataset.known : this.dataset.cancelled;
      }
    });
  }
});
