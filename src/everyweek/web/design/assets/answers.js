// Answers of an assessment are saved as they are typed. Without this script each has a button that saves it.
//
// Nothing typed is lost: what is not saved yet is kept in the tab (sessionStorage), a save that got no answer is sent
// again under the same key, and what others wrote meanwhile is put together with what is typed here.
import { merge, moved } from "./merging.js";

const PAUSE = 900; // milliseconds after the last key
const LONGEST_PAUSE = 6000; // somebody who types without a pause is saved this often
const FIRST_RETRY = 1000;
const LAST_RETRY = 30000;

class Answer {
  constructor(form) {
    this.form = form;
    this.text = form.elements.text;
    this.state = form.querySelector("[data-state]");
    this.store = `everyweek-answer-${form.dataset.person}-${new URL(form.action).pathname}`;
    this.saved = this.typed(); // what the server has, as far as we know
    this.sending = null;
    this.retries = 0;
    this.refused = null;
    this.takeUp();
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", (event) => {
      if (event.target !== this.text) this.changed(150);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.refused = null;
      if (this.isDirty() || this.sending) this.send();
      else this.say("Nothing new to save.");
    });
  }

  typed() {
    const chosen = (name) => {
      const found = this.form.elements[name];
      return found ? found.value : "";
    };
    return { value: chosen("value"), wanted: chosen("wanted"), text: this.text.value };
  }

  get base() {
    return Number(this.form.elements.base.value);
  }

  set base(version) {
    this.form.elements.base.value = version;
  }

  isDirty() {
    const now = this.typed();
    return ["value", "wanted", "text"].some((name) => now[name] !== this.saved[name]);
  }

  changed(pause = PAUSE) {
    this.refused = null;
    this.keepInTab();
    if (!this.isDirty() && !this.sending) {
      clearTimeout(this.timer);
      this.say("");
      return;
    }
    if (!this.since) this.since = Date.now();
    const wait = Math.max(0, Math.min(pause, this.since + LONGEST_PAUSE - Date.now()));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  // Keep in the tab what the server may not have; forget it as soon as it has.
  keepInTab() {
    try {
      if (this.isDirty() || this.sending) {
        const kept = { base: this.base, saved: this.saved, typed: this.typed(), sending: this.sending };
        sessionStorage.setItem(this.store, JSON.stringify(kept));
      } else sessionStorage.removeItem(this.store);
    } catch {
      // a browser that keeps nothing: the page itself still holds the words
    }
  }

  // Words that an earlier page of this tab could not save.
  takeUp() {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(this.store));
    } catch {
      return;
    }
    if (!kept || !kept.typed) return;
    this.put(this.joined(kept.saved, kept.typed, this.typed()));
    if (!this.isDirty()) return this.keepInTab();
    this.say("These words were not saved yet. Saving them now.");
    this.changed(0);
  }

  joined(base, mine, theirs) {
    const either = (name) => (mine[name] === base[name] ? theirs[name] : mine[name]);
    return { value: either("value"), wanted: either("wanted"), text: merge(base.text, mine.text, theirs.text) };
  }

  // Show an answer without taking the place away at which somebody types.
  put(shown) {
    const before = this.text.value;
    if (shown.text !== before) {
      const [start, end] = [this.text.selectionStart, this.text.selectionEnd];
      this.text.value = shown.text;
      if (document.activeElement === this.text)
        this.text.setSelectionRange(moved(before, shown.text, start), moved(before, shown.text, end));
    }
    for (const name of ["value", "wanted"])
      for (const radio of this.form.querySelectorAll(`input[type="radio"][name="${name}"]`))
        radio.checked = radio.value === shown[name];
  }

  async send() {
    clearTimeout(this.timer);
    if (this.inFlight) return;
    if (!this.sending) {
      if (!this.isDirty()) return;
      this.sending = { ...this.typed(), base: this.base, key: newKey() };
    }
    this.since = 0;
    this.inFlight = true;
    this.keepInTab();
    if (!this.retries) this.say("Saving…");
    try {
      await this.ask();
    } finally {
      this.inFlight = false;
    }
  }

  async ask() {
    let response;
    try {
      response = await fetch(this.form.action, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          Accept: "application/json",
          "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value,
        },
        body: JSON.stringify(this.sending),
        redirect: "manual",
      });
    } catch {
      return this.tryAgain("Not saved yet: no connection. Your words are kept on this page, trying again.");
    }
    const isOurs = (response.headers.get("Content-Type") || "").startsWith("application/json");
    let answer = null;
    try {
      if (isOurs) answer = await response.json();
    } catch {
      return this.tryAgain("Not saved yet: no connection. Your words are kept on this page, trying again.");
    }
    if (response.ok && answer) return this.accept(answer);
    if (response.status >= 500 || response.status === 429)
      return this.tryAgain("Not saved yet: the server is busy. Your words are kept on this page, trying again.");
    this.refuse(
      answer
        ? answer.sentence
        : "Not saved: you are signed out, or may not write here any more. Your words are kept in this window. Open this page again in it and sign in: they come back.",
    );
  }

  accept(answer) {
    const sent = this.sending;
    this.sending = null;
    this.retries = 0;
    const now = this.typed();
    this.put(this.joined(sent, now, answer));
    this.saved = { value: answer.value, wanted: answer.wanted, text: answer.text };
    this.base = answer.version;
    this.say(
      answer.merged && (answer.text !== sent.text || answer.replaced)
        ? `Somebody else wrote here too; both are kept. Saved at ${answer.at}`
        : `Saved at ${answer.at}`,
    );
    this.keepInTab();
    if (this.isDirty()) this.changed();
  }

  tryAgain(sentence) {
    const wait = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** this.retries) * (0.75 + Math.random() / 2);
    this.retries += 1;
    this.say(sentence);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  refuse(sentence) {
    this.sending = null;
    this.retries = 0;
    this.refused = sentence;
    this.say(sentence);
    this.keepInTab();
  }

  // What another page of the server says of the same answer now.
  hear(other) {
    const version = Number(other.elements.base.value);
    if (version <= this.base || this.sending || this.inFlight) return false;
    const chosen = (name) => (other.querySelector(`input[name="${name}"]:checked`) || {}).value || "";
    const theirs = { value: chosen("value"), wanted: chosen("wanted"), text: other.elements.text.value };
    this.put(this.joined(this.saved, this.typed(), theirs));
    this.saved = theirs;
    this.base = version;
    this.keepInTab();
    if (this.isDirty()) this.changed();
    return true;
  }

  // Only what changed is said, so that a screen reader does not repeat itself.
  say(sentence) {
    if (this.state.textContent !== sentence) this.state.textContent = sentence;
  }
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const answers = Array.from(document.querySelectorAll("form[data-answer]"), (form) => new Answer(form));
const waiting = () => answers.filter((one) => one.isDirty() || one.sending);

window.addEventListener("online", () => {
  for (const one of waiting()) if (!one.refused) one.send();
});
window.addEventListener("beforeunload", (event) => {
  if (waiting().length) event.preventDefault();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) for (const one of waiting()) if (!one.refused) one.send();
});

// Meeting mode: what others wrote appears by itself, and keys lead on while their tick is set.
const meeting = document.querySelector("[data-meeting]");
if (meeting) {
  lookAgain(meeting);
  useKeys(meeting);
}

function lookAgain(screen) {
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

function useKeys(screen) {
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
