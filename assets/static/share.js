// The address of an episode at the moment that is heard. Without it, a form asks the server for the same.
(() => {
  const address = document.getElementById("share-address");
  const moment = document.getElementById("share-moment");
  if (!address || !moment) return;
  const clock = (seconds) => {
    const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0"));
    return seconds < 3600 ? `${Number(parts[0])}:${parts[1]}` : `${Math.floor(seconds / 3600)}:${parts.join(":")}`;
  };
  const seconds = (text) =>
    /^\d+(:[0-5]?\d){0,2}$/.test(text) ? text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0) : 0;
  const tell = (at) => {
    const { page } = address.dataset;
    address.value = at ? `${page}${page.includes("?") ? "&" : "?"}t=${at}` : page;
  };
  // Once somebody typed a moment, the recording no longer overwrites it.
  let typed = false;
  moment.addEventListener("input", () => {
    typed = moment.value !== "";
    tell(seconds(moment.value.trim()));
  });
  moment.form.addEventListener("submit", (event) => {
    event.preventDefault();
    tell(seconds(moment.value.trim()));
    address.focus();
    address.select();
  });
  document.addEventListener("glos-time", ({ detail }) => {
    const at = Math.floor(detail.seconds);
    if (typed || moment === document.activeElement) return;
    moment.value = at ? clock(at) : "";
    tell(at);
  });
})();
