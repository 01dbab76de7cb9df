// A slim bar at the foot of the window while something was played and the player itself is out of view: it can be paused from the
// middle of a long transcript. It is the page's last element and sticks, so it covers nothing at the page's end.
(() => {
  const player = document.querySelector("glos-player");
  const bar = document.querySelector(".bar");
  if (!player || !bar) return;
  document.body.append(bar);
  const [button, moment] = bar.children;
  const play = player.querySelector(".play");
  const now = player.querySelector(".times .at");
  let isAway = false;
  let isBegun = false;

  const show = () => {
    const hidden = !(isAway && isBegun);
    // Whoever stands on it would stand nowhere.
    if (hidden && !bar.hidden && bar.contains(document.activeElement)) play.focus({ preventScroll: true });
    bar.hidden = hidden;
  };
  new IntersectionObserver(([{ isIntersecting }]) => {
    isAway = !isIntersecting;
    show();
  }).observe(player);
  document.addEventListener("glos-time", ({ detail }) => {
    isBegun ||= detail.playing;
    bar.toggleAttribute("playing", player.hasAttribute("playing"));
    const name = play.getAttribute("aria-label");
    if (button.getAttribute("aria-label") !== name) button.setAttribute("aria-label", name);
    moment.textContent = now.textContent;
    show();
  });
  button.addEventListener("click", () => play.click());
  bar.querySelector("a").addEventListener("click", (event) => {
    event.preventDefault();
    player.scrollIntoView({ block: "center" });
    play.focus({ preventScroll: true });
  });
})();
