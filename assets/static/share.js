// The address of an episode at the moment that is heard. Without it, a form asks the server for the same.
(() => {
  const address = document.getElementById("share-address");
  const moment = document.getElementById("share-moment");
  if (!address || !moment) return;
  const code = document.getElementById("share-code");
  const told = document.getElementById("share-moment-told");
  const clock = (seconds) => {
    const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0"));
    return seconds < 3600 ? `${Number(parts[0])}:${parts[1]}` : `${Math.floor(seconds / 3600)}:${parts.join(":")}`;
  };
  // In whole seconds; null where it is no moment.
  const seconds = (text) =>
    /^\d{1,7}(:[0-5]?\d){0,2}$/.test(text) ? text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0) : null;
  const at = (page, moment, and) => (moment ? `${page}${page.includes("?") ? and : "?"}t=${moment}` : page);
  const tell = (seconds) => {
    address.value = at(address.dataset.page, seconds, "&");
    const src = at(code.dataset.src.replaceAll("&", "&amp;"), seconds, "&amp;");
    code.value = code.value.replace(/src="[^"]*"/, () => `src="${src}"`);
  };
  // Says what is wrong with what was typed, or nothing.
  const judge = (slip) => {
    told.textContent = slip;
    if (slip) moment.setAttribute("aria-invalid", "true");
    else moment.removeAttribute("aria-invalid");
  };
  const typedMoment = () => {
    const read = seconds(moment.value.trim());
    return read !== null && read < Number(moment.dataset.seconds) ? read : null;
  };
  // Once somebody typed a moment, the recording no longer overwrites it.
  let typed = moment.hasAttribute("aria-invalid");
  moment.addEventListener("input", () => {
    typed = moment.value !== "";
    judge("");
    tell(typedMoment());
  });
  moment.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = moment.value.trim();
    const { unread, beyond, start } = moment.dataset;
    tell(typedMoment());
    judge(text && seconds(text) === null ? unread : text && typedMoment() === null ? beyond : "");
    if (moment.hasAttribute("aria-invalid")) return moment.focus();
    if (!text) told.textContent = start;
    address.focus();
    address.select();
  });
  document.addEventListener("glos-time", ({ detail }) => {
    const at = Math.floor(detail.seconds);
    if (typed || moment === document.activeElement) return;
    moment.value = at ? clock(at) : "";
    judge("");
    tell(at);
  });
})();
