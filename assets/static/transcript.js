// The words of an episode, made more of: following the recording, clickable, searchable. The page is complete without it.
// [data-transcript] names the element of the words: <div><a data-seek>time</a><p><span data-at="seconds">words</span> …
(() => {
  const tools = document.querySelector("[data-transcript]");
  const words = tools && document.getElementById(tools.dataset.transcript);
  if (!words) return;
  const [follow] = tools.querySelectorAll("[type=checkbox]");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const show = (box) => scrollBy({ top: box.top - innerHeight / 3, behavior: calm.matches ? "auto" : "smooth" });

  // Following. Where times are only estimated, there are paragraphs to follow and no sentences.
  const exact = [...words.querySelectorAll("[data-at]")];
  const cues = exact.length ? exact : [...words.querySelectorAll("[data-seek]")];
  const starts = cues.map((cue) => Number(cue.dataset.at ?? cue.dataset.seek));
  let current = null;
  let busyUntil = 0;

  const at = (seconds) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= seconds + 0.05) low = middle + 1;
      else high = middle;
    }
    return cues[low - 1] ?? null;
  };

  const scroll = () => {
    const box = current?.getBoundingClientRect();
    if (box && follow.checked && Date.now() > busyUntil && (box.top < 90 || box.bottom > innerHeight * 0.8)) show(box);
  };

  document.addEventListener("glos-time", ({ detail: { seconds, playing } }) => {
    const cue = playing || seconds > 0 ? at(seconds) : null;
    if (cue === current) return;
    current?.removeAttribute("aria-current");
    current = cue;
    current?.setAttribute("aria-current", "true");
    if (playing) scroll();
  });
  follow.addEventListener("change", scroll);
  // Who looks elsewhere is left there for a while.
  for (const kind of ["wheel", "touchmove", "keydown"])
    addEventListener(kind, () => { busyUntil = Date.now() + 4000; }, { passive: true });

  // Clicking. Whoever marks words with the mouse wants to quote them.
  words.addEventListener("click", (event) => {
    const cue = event.target.closest("[data-at]");
    if (!cue || !getSelection().isCollapsed) return;
    const link = document.createElement("a");
    link.dataset.seek = cue.dataset.at;
    link.href = `?t=${cue.dataset.at}`;
    link.hidden = true;
    words.append(link);
    link.click();
    link.remove();
  });

  // Searching, whatever the case and without diacritics: "zolw" finds "Żółw". Marks are ranges: the text stays as it is.
  const form = tools.querySelector("form");
  const field = form.querySelector("input");
  const buttons = form.querySelectorAll("button");
  const told = form.querySelector("output");
  const marks = globalThis.CSS?.highlights;
  let hits = [];
  let chosen = -1;

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ł", "l");

  // A paragraph's text, folded, and for each of its characters the node and offset that it came from.
  const plain = (paragraph) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const places = [];
    let text = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (let from = 0; from < node.data.length; from++) {
        const part = folded(node.data[from]).replace(/\s/g, " ");
        for (const _ of part) places.push([node, from]);
        text += part;
      }
    return { text, places };
  };
  let paragraphs;

  const search = (query) => {
    paragraphs ??= [...words.querySelectorAll("p")].map(plain);
    const found = [];
    if (query.length < 2) return found;
    for (const { text, places } of paragraphs)
      for (let from = text.indexOf(query); from >= 0; from = text.indexOf(query, from + query.length)) {
        const range = new Range();
        const [last, end] = places[from + query.length - 1];
        range.setStart(...places[from]);
        range.setEnd(last, end + 1);
        found.push(range);
      }
    return found;
  };

  const mark = () => {
    const hit = hits[chosen];
    if (marks) {
      marks.set("found", new Highlight(...hits));
      marks.set("chosen", new Highlight(...(hit ? [hit] : [])));
    } else if (hit) {
      getSelection().removeAllRanges();
      getSelection().addRange(hit);
    }
    const { none, of } = told.dataset;
    const count = of.replace("{at}", chosen + 1).replace("{count}", hits.length);
    told.textContent = hits.length ? count : form.dataset.query?.length > 1 ? none : "";
    for (const button of buttons) button.disabled = !hits.length;
  };

  const go = (step) => {
    if (!hits.length) return;
    chosen = (chosen + step + hits.length) % hits.length;
    mark();
    busyUntil = Date.now() + 4000;
    show(hits[chosen].getBoundingClientRect());
  };

  const renew = () => {
    const query = folded(field.value).replace(/\s+/g, " ").trim();
    if (query === form.dataset.query) return;
    form.dataset.query = query;
    hits = search(query);
    // The first one behind what is on the screen now.
    chosen = hits.length ? Math.max(0, hits.findIndex((hit) => hit.getBoundingClientRect().top > 0)) : -1;
    mark();
  };
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(renew, 200);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const before = form.dataset.query;
    renew();
    go(before === form.dataset.query && told.dataset.seen === before ? 1 : 0);
    told.dataset.seen = form.dataset.query;
  });
  buttons[0].addEventListener("click", () => go(-1));
  tools.hidden = false;
})();
