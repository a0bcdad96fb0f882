// Play and pause for a slider that is a time; and back to its start.
//
// `place()` tells the number of the position it stands on, `go(number)` moves it there,
// `ready()` whether the picture has followed. Who asked for less motion steps by hand.

const ICONS = {
  play: "M3 1 L12 7 L3 13 Z",
  pause: "M2 1 H6 V13 H2 Z M8 1 H12 V13 H8 Z",
  step: "M1 1 L8 7 L1 13 Z M9 1 H12 V13 H9 Z",
  start: "M1 1 H4 V13 H1 Z M12 1 L5 7 L12 13 Z",
};

function iconButton(name, label) {
  const button = document.createElement("button");
  button.type = "button"; button.className = `course-icon course-${name}`;
  const wear = (icon, text) => {
    button.innerHTML =
      `<svg viewBox="0 0 14 14" aria-hidden="true"><path d="${ICONS[icon]}"/></svg>`;
    button.title = text; button.setAttribute("aria-label", text);
  };
  wear(name, label);
  return { button, wear };
}

function makePlayer({ label, count, interval, stride, place, go, ready = () => true }) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const { button, wear } = iconButton("play", `play ${label}`);
  const back = iconButton("start", `${label}: back to the start`).button;
  const box = document.createElement("span");
  box.className = "course-player"; box.append(button, back);
  let timer = 0, expected = 0, asked = 0;

  function dress() {
    if (timer) wear("pause", `pause ${label}`);
    else if (calm.matches) wear("step", `step ${label}`);
    else wear("play", `play ${label}`);
    box.dataset.playing = timer ? "yes" : "no";
  }
  function stop() { clearInterval(timer); timer = 0; dress(); }
  function move(number) { expected = number; asked = performance.now(); go(number); }
  function tick() {
    if (!box.isConnected || place() !== expected) return stop();  // a hand took over
    if (!ready() && performance.now() - asked < 2000) return;
    if (expected < count - 1) move(Math.min(expected + stride, count - 1));
    if (expected === count - 1) stop();
  }
  button.onclick = () => {
    if (timer) return stop();
    const from = place() >= count - 1 ? 0 : place();
    if (calm.matches) {
      return move(from === 0 && place() ? 0
        : Math.min(from + Math.max(stride, Math.round(count / 20)), count - 1));
    }
    if (count < 2) return;
    timer = setInterval(tick, interval);
    move(from);
    dress();
  };
  back.onclick = () => { stop(); move(0); };
  calm.addEventListener("change", stop);
  dress();
  const rest = (idle) => { if (idle) stop(); button.disabled = back.disabled = idle; };
  return { box, rest, end() { stop(); calm.removeEventListener("change", stop); } };
}
