// Answers of an assessment are saved as they are typed. Without this script each has a button that saves it.
//
// Nothing typed is lost: what is not saved yet is kept in the tab (sessionStorage), a save that got no answer is sent
// again under the same key, and what others wrote meanwhile is put together with what is typed here.
import { lookAgain, useKeys } from "./meeting.js";
import { merge, moved } from "./merging.js";
import { hasUnsentNote, nameInTab, showUnsent } from "./unsent.js";

const PAUSE = 900; // milliseconds after the last key
const LONGEST_PAUSE = 6000; // somebody who types without a pause is saved this often
const LONGEST_WAIT = 20000; // for an answer of the server; then it is asked again, under the same key
const LONGEST_LAST_WORDS = 20000; // characters that a browser still sends while its page goes: 64 KB of any script
const FIRST_RETRY = 1000;
const LAST_RETRY = 30000;

const NOTHING = { value: "", wanted: "", text: "" };
const SAVING_NOW = "These words were not saved yet. Saving them now.";

class Answer {
  constructor(form) {
    this.form = form;
    this.text = form.elements.text;
    this.state = form.querySelector("[data-state]");
    this.store = nameInTab(form.dataset.person, new URL(form.action).pathname);
    this.unsaved = "unsaved" in form.dataset; // the server sent back what it could not save
    this.saved = this.unsaved ? NOTHING : this.typed(); // what the server has, as far as we know
    this.sending = null;
    this.retries = 0;
    this.refused = null;
    this.takeUp();
    if (this.unsaved) this.keepInTab();
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
    return this.unsaved || ["value", "wanted", "text"].some((name) => now[name] !== this.saved[name]);
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
    if (!kept || !kept.typed || !kept.saved) return;
    if (kept.sending && !this.unsaved) {
      // Nobody knows whether it arrived. Sent again under its key, from where it began, it counts once.
      [this.saved, this.base, this.sending] = [kept.saved, kept.base, kept.sending];
      this.put(kept.typed);
      this.say(SAVING_NOW);
      this.timer = setTimeout(() => this.send(), 0);
      return;
    }
    this.put(this.joined(kept.saved, kept.typed, this.typed()));
    if (!this.isDirty()) return this.keepInTab();
    this.say(SAVING_NOW);
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
    const body = JSON.stringify(this.sending);
    try {
      response = await fetch(this.form.action, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          Accept: "application/json",
          "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value,
        },
        body,
        redirect: "manual",
        keepalive: document.hidden && body.length < LONGEST_LAST_WORDS,
        signal: AbortSignal.timeout?.(LONGEST_WAIT),
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
    this.unsaved = false;
    const now = this.typed();
    this.put(this.joined(sent, now, answer));
    this.saved = { value: answer.value, wanted: answer.wanted, text: answer.text };
    this.base = answer.version;
    const wrote = answer.merged && answer.text !== sent.text ? "Somebody else wrote here too; both are kept. " : "";
    const chose = answer.replaced
      ? "Somebody else had chosen another answer: yours counts now, theirs stands in the history. "
      : "";
    this.say(`${wrote}${chose}Saved at ${answer.at}`);
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

let beingSent = null;
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) beingSent = event.target;
});
const unsent = document.querySelector("[data-unsent]");
if (unsent) showUnsent(unsent, answers.map((one) => one.store));

window.addEventListener("online", () => {
  for (const one of waiting()) if (!one.refused) one.send();
});
window.addEventListener("beforeunload", (event) => {
  if (waiting().length || hasUnsentNote(beingSent)) event.preventDefault();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) for (const one of waiting()) if (!one.refused) one.send();
});

const meeting = document.querySelector("[data-meeting]");
if (meeting) {
  lookAgain(meeting, answers);
  useKeys(meeting);
}
