// Titles below a search box while somebody types: a combobox with a list, as WAI-ARIA describes it. The form works
// without it. What the list holds comes from the address in data-complete and is only what the reader may read.

const WAIT_MILLISECONDS = 120;

export function completeSearches() {
  for (const input of document.querySelectorAll("input[data-complete]")) complete(input);
}

function complete(input) {
  const list = document.createElement("ul");
  const said = document.createElement("p");
  let asked = 0;
  let waiting = 0;
  let options = [];
  let at = -1;

  list.id = `${input.id}-titles`;
  list.className = "ew-titles";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Titles in the library");
  said.className = "nhsuk-u-visually-hidden";
  said.setAttribute("role", "status");
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }
  input.setAttribute("aria-expanded", "false");
  input.parentElement.classList.add("ew-search--with-titles");
  input.parentElement.append(list, said);

  function choose(number) {
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === number)));
    at = number;
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  }

  function close() {
    asked += 1;
    window.clearTimeout(waiting);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function show(titles) {
    options = titles.map(({ title, about, address }, index) => {
      const option = document.createElement("li");
      const small = document.createElement("span");
      option.id = `${list.id}-${index}`;
      option.className = "ew-titles__one";
      option.setAttribute("role", "option");
      small.className = "ew-quiet";
      small.textContent = about;
      option.append(`${title} `, small);
      option.dataset.address = address;
      return option;
    });
    list.replaceChildren(...options);
    choose(-1);
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    said.textContent = options.length ? `${options.length} ${options.length > 1 ? "titles" : "title"} below` : "";
  }

  async function ask() {
    const own = (asked += 1);
    try {
      const answer = await fetch(`${input.dataset.complete}?q=${encodeURIComponent(input.value)}`);
      const found = answer.ok ? await answer.json() : { titles: [] };
      if (own === asked) show(found.titles);
    } catch {
      if (own === asked) close(); // no network: the form still says so when it is sent
    }
  }

  function open(option) {
    if (option) window.location.assign(option.dataset.address);
  }

  input.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(ask, WAIT_MILLISECONDS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      const places = options.length + 1; // the box itself is one of them
      choose(((at + 1 + (event.key === "ArrowDown" ? 1 : places - 1)) % places) - 1);
    } else if (event.key === "ArrowDown" && input.value) {
      ask();
    } else if (event.key === "Enter" && at >= 0) {
      open(options[at]);
    } else {
      return;
    }
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => open(event.target.closest("[role=option]")));
}
