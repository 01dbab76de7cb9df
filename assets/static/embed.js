// Tells the page around a player how high it is. WordPress (wp-embed.js) gave the frame a secret in its address, listens to those
// who know it alone, and follows links for frames whose sandbox forbids new windows.
(() => {
  if (parent === window) return;
  const secret = (/^#\?.*\bsecret=(\w+)/.exec(location.hash) || [])[1];
  const main = document.querySelector("main");
  const tell = (message, value) => parent.postMessage({ message, value, secret }, "*");
  const height = () => tell("height", Math.ceil(main.getBoundingClientRect().height));

  new ResizeObserver(height).observe(main);
  addEventListener("load", height);
  addEventListener("message", ({ source, data }) => {
    if (source === parent && data && data.message === "ready") height();
  });
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    // WordPress follows links to the frame's own host alone.
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!secret || elsewhere || !link || link.host !== location.host || event.defaultPrevented) return;
    event.preventDefault();
    tell("link", link.href);
  });
})();
