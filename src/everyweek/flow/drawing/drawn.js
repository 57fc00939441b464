// Plays a day: the chosen hour moves on until it is stopped or the day is over. Nothing moves before somebody asks.
for (const day of document.querySelectorAll(".ew-day")) {
  const hours = [...day.querySelectorAll(".ew-day-clock > input")];
  const buttons = day.querySelector(".ew-day-buttons");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let playing = 0;

  const chosen = () => hours.findIndex((hour) => hour.checked);
  const choose = (number) => { hours[Math.max(0, Math.min(number, hours.length - 1))].checked = true; };
  const button = (words, does, name = words) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    if (name !== words) made.setAttribute("aria-label", name);
    made.addEventListener("click", does);
    buttons.append(made);
    return made;
  };
  const stop = () => {
    clearInterval(playing);
    playing = 0;
    if (play) play.textContent = "Play";
  };
  const start = () => {
    if (chosen() === hours.length - 1) choose(0);
    playing = setInterval(() => {
      choose(chosen() + 1);
      if (chosen() === hours.length - 1) stop();
    }, 900);
    play.textContent = "Pause";
  };

  button("Back", () => { stop(); choose(chosen() - 1); }, "Back one hour");
  // Who asked their system for less motion goes from hour to hour by themselves.
  const play = still ? null : button("Play", () => (playing ? stop() : start()));
  button("Next", () => { stop(); choose(chosen() + 1); }, "Next hour");
  day.querySelector(".ew-day-clock").addEventListener("change", stop);
}
