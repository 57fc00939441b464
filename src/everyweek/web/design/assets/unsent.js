// Words that somebody typed and that no save has, besides those in the forms of answers.

// The name under which a tab keeps what somebody typed into an answer; path : of its save.
export const nameInTab = (person, path) => `everyweek-answer-${person}-${path}`;

// Words for which the page has no form any more, because the round was closed or another speaks for the party now:
// they are shown, to be copied, until somebody throws them away. named : the names of the forms that there are.
export function showUnsent(box, named) {
  const before = nameInTab(box.dataset.person, box.dataset.under);
  const names = inTab().filter((name) => name.startsWith(before) && !named.includes(name));
  const texts = names.map(textOf).filter((text) => text);
  if (!texts.length) return;
  for (const text of texts) {
    const words = document.createElement("pre");
    words.className = "ew-typed";
    words.textContent = text;
    box.querySelector("[data-words]").append(words);
  }
  box.querySelector("button").addEventListener("click", () => {
    for (const name of names) sessionStorage.removeItem(name);
    box.hidden = true;
  });
  box.hidden = false;
}

function inTab() {
  try {
    return Object.keys(sessionStorage);
  } catch {
    return []; // a browser that keeps nothing
  }
}

function textOf(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name)).typed.text;
  } catch {
    return "";
  }
}

// Whether a note or a comment was typed, which only its button saves, and is not what is being sent just now.
export function hasUnsentNote(beingSent) {
  const texts = document.querySelectorAll("main form:not([data-answer]) textarea");
  return Array.from(texts).some((text) => text.form !== beingSent && text.value !== text.defaultValue);
}
