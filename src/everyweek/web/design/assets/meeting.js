// Meeting mode: what others wrote appears by itself, and keys lead on while their tick is set.

// answers : the forms of the page, each of which hears what another page of the server says of it.
export function lookAgain(screen, answers) {
  const news = screen.querySelector("[data-news]");
  const shown = new Map(Array.from(screen.querySelectorAll("[data-live]"), (part) => [part.dataset.live, words(part)]));
  setInterval(async () => {
    if (document.hidden || !navigator.onLine) return;
    let page;
    try {
      const response = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "manual" });
      if (!response.ok) return;
      page = new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      return;
    }
    let changed = false;
    for (const one of answers) {
      const other = page.getElementById(one.form.id);
      if (other && one.hear(other)) changed = true;
    }
    for (const part of screen.querySelectorAll("[data-live]")) {
      const other = page.querySelector(`[data-live="${part.dataset.live}"]`);
      if (!other || words(other) === shown.get(part.dataset.live) || isInUse(part)) continue;
      shown.set(part.dataset.live, words(other));
      const open = part.querySelector("details")?.open;
      part.replaceChildren(...other.childNodes);
      const details = part.querySelector("details");
      if (details) details.open = open;
      changed = true;
    }
    if (changed) news.textContent = "Somebody else changed something on this page.";
  }, Number(screen.dataset.refresh) * 1000);
}

// What can be read, without tokens that differ each time.
function words(part) {
  const version = part.querySelector('input[name="version"]');
  return `${part.textContent.replace(/\s+/g, " ")}|${version ? version.value : ""}`;
}

// Whether somebody is about to change something in it.
function isInUse(part) {
  if (part.contains(document.activeElement)) return true;
  return Array.from(part.querySelectorAll("textarea, input")).some((input) =>
    input.type === "radio" || input.type === "checkbox"
      ? input.checked !== input.defaultChecked
      : input.value !== input.defaultValue,
  );
}

export function useKeys(screen) {
  const tick = document.getElementById("use-keys");
  const remembered = "everyweek-meeting-keys";
  tick.closest("[data-keys]").hidden = false;
  try {
    tick.checked = sessionStorage.getItem(remembered) === "yes";
    tick.addEventListener("change", () => sessionStorage.setItem(remembered, tick.checked ? "yes" : "no"));
  } catch {
    // not remembered, then
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("textarea, select, input:not([type=radio]):not([type=checkbox])");
    if (!tick.checked || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "a") screen.querySelector("[data-settle] input[type=radio]")?.focus();
    else screen.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
  });
}
