// A recorded demo: sliders pick a frame; no kernel, no network.

const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
}

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

// The places of one grip in all frames, and the search for the one nearest to a hand:
// the controls that the grip does not move stay where they are.
function nearest(grip, controls, [x, y]) {
  const stands = controls.map(({ place }) => place);
  let best = stands, least = Infinity;
  const index = (places) => places.reduce((sum, p, i) => sum * controls[i].count + p, 0);
  function visit(places, left) {
    if (left.length) {
      for (let p = 0; p < controls[left[0]].count; p++)
        visit(places.map((place, i) => (i === left[0] ? p : place)), left.slice(1));
      return;
    }
    const there = grip.places[index(places)];
    if (!there) return;
    const dx = grip.cursor === "ns-resize" ? 0 : there[0] - x;
    const dy = grip.cursor === "ew-resize" ? 0 : there[1] - y;
    const far = dx * dx + dy * dy
      + 1e-6 * places.reduce((sum, p, i) => sum + Math.abs(p - stands[i]), 0);
    if (far < least) { least = far; best = places; }
  }
  visit(stands, grip.moves);
  return best;
}

// A control with its label. `place` is the number of the position that it stands on.
function makeControl({ kind, label, readouts, play }, moved) {
  const output = make("output", ""), name = make("span", "course-label", label);
  let input, player;
  if (kind === "choice") {
    input = make("select", "", ...readouts.map((text) => new Option(text)));
  } else {
    input = make("input", "");
    input.type = kind === "toggle" ? "checkbox" : "range";
    if (kind === "slider") { input.min = 0; input.max = readouts.length - 1; }
  }
  input.oninput = moved;
  const control = make("label", "course-control", ...(kind === "toggle"
    ? [make("span", "course-switch", input, label)]
    : [name, input, ...(kind === "slider" ? [output] : [])]));
  let box = control;
  if (play) {
    const go = (number) => { input.value = number; moved(); };
    player = makePlayer(
      { label, count: readouts.length, ...play, place: () => Number(input.value), go });
    box = make("span", "course-timed", control, player.box);
  }
  return {
    count: readouts.length,
    box,
    get place() {
      return kind === "choice" ? input.selectedIndex
        : kind === "toggle" ? Number(input.checked) : Number(input.value);
    },
    set place(number) {
      if (kind === "choice") input.selectedIndex = number;
      else if (kind === "toggle") input.checked = number === 1;
      else input.value = number;
    },
    rest(why) {
      wearReason(control, why);
      input.disabled = Boolean(why);
      player?.rest(Boolean(why));
    },
    tell() {
      if (kind !== "slider") return;
      output.textContent = readouts[this.place];
      input.setAttribute("aria-valuetext", output.textContent);
    },
  };
}

async function openTabulated(root) {
  if (!window.DecompressionStream) return;  // an old browser keeps the picture
  const data = JSON.parse(root.querySelector("script").textContent);
  const all = await inflate(fromBase64(data.frames));
  let at = 0;
  const cut = (n) => all.subarray(at, (at += n));
  const kinds = [0, 1, 2].map((kind) => data.lengths.map((lengths) => cut(lengths[kind])));
  const images = data.images.map(cut);
  const frame = (i) => joined(
    [...kinds.map((parts) => parts[i]), ...(data.uses[i] ?? []).map((n) => images[n])]);
  const stage = makeStage(data.size);
  stage.still.src = `data:image/png;base64,${data.still}`;
  const note = make("p", "course-note"), call = make("code", "");
  const tools = make("span", "course-tools");
  const below = make("div", "course-below", note, tools);
  below.style.maxWidth = stage.box.style.width;
  let shown = 0;
  const pin = makePin(stage, () => data.axes[shown] ?? "");
  const hands = makeHands(stage, tools, ({ hand, at }) =>
    go(nearest(data.grips[hand], controls, at), data.note));
  tools.append(pin.button);
  call.title = "this call opens the demo of the course in the same state";
  const controls = data.controls.map(
    (control) => makeControl(control, () => show(data.note)));
  function show(text) {
    const index = controls.reduce((sum, { count, place }) => sum * count + place, 0);
    controls.forEach((control, i) => {
      control.tell();
      control.rest(data.idle.texts[data.idle.worn[index]?.[i] ?? 0]);
    });
    note.textContent = text;
    call.textContent = data.calls[index];
    stage.canvas.setAttribute("aria-label", data.headlines[index]);
    stage.show(frame(index));
    shown = index;
    pin.look();
    hands.put(data.grips.map(({ places }) => places[index]), []);
  }
  function go(places, text) {
    controls.forEach((control, i) => { control.place = places[i]; });
    show(text);
  }
  function button(name, why, className, act) {
    const element = make("button", className, name);
    element.type = "button"; element.title = why; element.onclick = act;
    return element;
  }
  const buttons = make("div", "course-buttons",
    ...data.presets.map(({ name, why, at }) =>
      button(name, why, "", () => go(at, `${name}: ${why}`))),
    button("reset", "back to the start", "course-plain", () => go(data.start, data.note)));
  root.replaceChildren(
    buttons, make("div", "course-panel", ...controls.map(({ box }) => box)),
    ...(data.fixed ? [make("p", "course-fixed", data.fixed)] : []),
    stage.box, below, make("div", "course-state", call));
  root.setAttribute("data-lm-suppress-shortcuts", "true");  // JupyterLab's arrow keys
  hands.wear(data.grips);
  go(data.start, data.note);
}
