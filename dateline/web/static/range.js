// Drag over the bars of the histogram to choose a range of dates. Without this script each bar is a link, and dates can
// be typed.
for (const figure of document.querySelectorAll(".histogram[data-range]")) {
  const bars = [...figure.querySelectorAll("svg a")];
  let first = null;
  let drawn = [];

  const under = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("svg a");

  const draw = (last) => {
    const ends = [bars.indexOf(first), bars.indexOf(last)].sort((one, other) => one - other);
    drawn = bars.slice(ends[0], ends[1] + 1);
    for (const bar of bars) bar.classList.toggle("drawn", drawn.includes(bar));
  };

  const clear = () => {
    first = null;
    drawn = [];
    for (const bar of bars) bar.classList.remove("drawn");
  };

  figure.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0) first = under(event);
  });
  figure.addEventListener("dragstart", (event) => event.preventDefault());
  figure.addEventListener("pointermove", (event) => {
    const bar = first && under(event);
    if (bar && (bar !== first || drawn.length > 1)) draw(bar);
  });
  window.addEventListener("pointerup", () => {
    if (drawn.length > 1) {
      const address = new URL(figure.dataset.range, location.href);
      address.searchParams.set("from", drawn[0].dataset.since);
      address.searchParams.set("to", drawn.at(-1).dataset.until);
      location.assign(address);
    }
    clear();
  });
  figure.addEventListener("pointercancel", clear);
}
