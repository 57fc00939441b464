// A tooltip made of text only, moved by properties (CSSOM), so that the page needs no inline style.

export function tooltipFor(live) {
  const box = document.createElement("div");
  box.className = "ew-tooltip";
  box.hidden = true;
  box.setAttribute("role", "status");
  live.append(box);

  function fill(value) {
    const lines = String(value).split("\n");
    box.replaceChildren(
      ...lines.map((line, index) => {
        const element = document.createElement(index ? "span" : "strong");
        element.textContent = line;
        return element;
      }),
    );
  }

  function place(x, y) {
    box.hidden = false;
    const room = live.clientWidth - box.offsetWidth;
    box.style.left = `${Math.max(0, Math.min(room, x + 14 > room ? x - box.offsetWidth - 14 : x + 14))}px`;
    box.style.top = `${Math.max(0, y - box.offsetHeight - 10)}px`;
  }

  return {
    hide: () => (box.hidden = true),
    at(x, y, value) {
      fill(value);
      place(x, y);
    },
    show(event, value) {
      if (value == null || value === "") return this.hide();
      const frame = live.getBoundingClientRect();
      this.at(event.clientX - frame.left, event.clientY - frame.top, value);
    },
  };
}

// With the keyboard: arrows walk from point to point, Home and End jump, Escape closes.
export function showPoint(live, tooltip, view) {
  const points = view.data("points").filter((point) => point.shown !== null);
  let at = points.length;
  const steps = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
  live.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return tooltip.hide();
    if (!(event.key in steps) || !points.length) return;
    event.preventDefault();
    at = Math.max(0, Math.min(points.length - 1, at + steps[event.key]));
    const [left, top] = view.origin();
    // A chart with holes has places along its axis instead of dates.
    const when = typeof points[at].when === "number" ? points[at].when : new Date(points[at].when);
    tooltip.at(left + view.scale("x")(when), top + view.scale("y")(points[at].shown), points[at].says);
  });
  live.addEventListener("blur", () => tooltip.hide());
}
