// A pad to draw on. Strokes are lists x0, y0, x1, y1, ... on a square of `spec.pad`.
// The picture shows them when the kernel has them; until then the pad paints their ink.

const APART = 3;  // units between two points of a stroke: a quick pen sends far more

function makePad(stage, spec, hold, tools) {
  const layer = document.createElement("canvas"), pen = document.createElement("div");
  const history = makeHistory(), panel = makeTools(spec.label);
  const box = document.createElement("div");
  box.className = "course-pad"; box.tabIndex = 0; box.setAttribute("role", "application");
  pen.className = "course-pen"; pen.hidden = true;
  box.append(pen);
  let strokes = [], known = false, drawing = false, broken = false, brush = 20;
  let tip = [spec.pad / 2, spec.pad / 2], down = false;  // the keyboard's pen

  const undoer = panel.button("undo", "take back the last stroke (Ctrl+Z)", undo);
  const clearer = panel.button("clear", "wipe the pad (Delete)", () => wipe());
  tools.append(panel.box);

  const count = () => strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  const full = () => count() >= spec.most[1] - 2;
  function look(text) {
    undoer.disabled = history.empty;
    clearer.disabled = !strokes.length;
    panel.say(text ?? (full() ? "The pad is full: clear it to go on."
      : strokes.length ? "" : "draw here with mouse, pen or finger"));
  }
  function send() { look(); hold({ strokes }); }
  function wipe() {
    if (!strokes.length) return;
    history.keep(strokes); strokes = []; wash(); send();
  }
  function undo() {
    const before = history.back(strokes);
    if (!before) return;
    strokes = before; wash(); send();
  }
  function wash() { layer.width = 0; layer.remove(); }
  function ink(stroke, from) {
    if (!layer.isConnected) box.prepend(layer);
    const side = Math.round(layer.clientWidth * (window.devicePixelRatio || 1));
    if (layer.width !== side) { layer.width = side; layer.height = side; from = 0; }
    const context = layer.getContext("2d");
    context.setTransform(side / spec.pad, 0, 0, side / spec.pad, 0, 0);
    context.lineCap = context.lineJoin = "round";
    context.strokeStyle = spec.ink; context.lineWidth = brush;
    context.beginPath();
    context.moveTo(stroke[from], stroke[from + 1]);
    context.lineTo(stroke[from] + 0.01, stroke[from + 1]);
    for (let i = from + 2; i < stroke.length; i += 2) context.lineTo(stroke[i], stroke[i + 1]);
    context.stroke();
  }
  function begin(x, y) {
    if (full() || strokes.length >= spec.most[0]) return false;
    strokes = [...strokes, [x, y]];
    ink(strokes.at(-1), 0);
    return true;
  }
  // The pen goes to a place. Off the pad it draws nothing, and a new stroke begins when it
  // comes back.
  function draw([x, y]) {
    x = Math.round(x); y = Math.round(y);
    if (x < 0 || y < 0 || x > spec.pad || y > spec.pad) { broken = true; return; }
    if (full()) return;
    if (broken) { broken = !begin(x, y); return; }
    const stroke = strokes.at(-1), last = stroke.length - 2;
    if (Math.hypot(x - stroke[last], y - stroke[last + 1]) < APART) return;
    stroke.push(x, y);
    ink(stroke, last);
  }
  function onPad(event) {
    const [x, y] = stage.at(event), [left, top, width, height] = spec.box;
    return [(x - left) * spec.pad / width, (y - top) * spec.pad / height];
  }
  onDrag(box, {
    start(event) {
      box.focus({ preventScroll: true });
      pen.hidden = true; down = false;
      const before = strokes, [x, y] = onPad(event).map(Math.round);
      if (!begin(within(x, 0, spec.pad), within(y, 0, spec.pad))) { look(); return false; }
      history.keep(before);
      drawing = true; broken = false;
      send();
      return true;
    },
    every(event) {
      const passed = event.getCoalescedEvents?.() ?? [];
      for (const one of passed.length ? passed : [event]) draw(onPad(one));
    },
    move: send,
    end() { drawing = false; send(); },
  });
  box.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key], command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === "z") undo();
    else if (command || event.altKey) return;
    else if (arrow) {
      const step = event.shiftKey ? 2 : 10;
      tip = tip.map((v, i) => within(v + step * arrow[i], 0, spec.pad));
      showPen();
      if (down) { draw(tip); send(); }
    } else if (event.key === " " || event.key === "Enter") {
      if (!down) {
        const before = strokes;
        if (begin(...tip)) { history.keep(before); down = true; broken = false; }
      } else down = false;
      showPen(); send();
    } else if (event.key === "Delete" || event.key === "Backspace") { down = false; wipe(); }
    else return;
    event.preventDefault(); event.stopPropagation();
  });
  box.addEventListener("blur", () => { pen.hidden = true; down = false; });
  function showPen() {
    pen.hidden = false;
    pen.classList.toggle("course-down", down);
    pen.style.left = `${100 * tip[0] / spec.pad}%`;
    pen.style.top = `${100 * tip[1] / spec.pad}%`;
  }

  function wear(next) {
    spec = next;
    layOver(box, stage, spec.box);
    box.setAttribute("aria-label", `${spec.label}: a pad to draw on. Arrow keys move the pen, ` +
      "Space sets it down and lifts it, Delete wipes the pad");
  }
  function put(next, mine) {
    brush = next.brush;
    if (drawing) return;
    if (!mine && known && JSON.stringify(strokes) !== JSON.stringify(next.strokes))
      history.keep(strokes);
    strokes = next.strokes.map((stroke) => [...stroke]); known = true;
    wash(); look();
  }
  wear(spec); look();
  stage.box.append(box);
  return { wear, put, remembers: true };
}
