// Points under the hand. A row of the state is [x, y, class], as the kernel told it, or
// [pixel, pixel, class, 1] where a hand has moved it since.

const REACH = { mouse: 11, pen: 14, touch: 24 };  // CSS pixels from a point that take it
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function makePoints(stage, spec, hold, tools) {
  const layer = document.createElement("div"), ring = document.createElement("div");
  layer.className = "course-points"; ring.className = "course-ring course-chosen";
  layer.tabIndex = 0; layer.setAttribute("role", "application");
  layer.append(ring);
  const history = makeHistory(), panel = makeTools(spec.label);
  let points = [], chosen = -1, label = 0;  // points: { row, at: [pixel, pixel] }
  let known = false, notice = "";

  const rows = () => points.map(({ row }) => row);
  const select = (index) => { chosen = index; notice = ""; look(); };
  const keep = () => history.keep(points);
  const classes = spec.classes.map((name, number) => {
    const button = panel.button(name, `new points are ${name} (key ${number + 1})`,
      () => choose(number));
    button.style.borderLeft = `14px solid ${spec.colors[number % spec.colors.length]}`;
    return button;
  });
  const remover = panel.button("delete", "delete the point in the ring (Delete)", remove);
  const undoer = panel.button("undo", "take back the last change (Ctrl+Z)", undo);
  const clearer = panel.button("clear", "delete all points", () => change([], -1));
  tools.append(panel.box);

  function choose(number) {
    label = number;
    classes.forEach((button, i) => button.setAttribute("aria-pressed", String(i === number)));
  }
  function described() {
    const count = points.length === 1 ? "1 point" : `${points.length} points`;
    if (chosen < 0) return points.length ? count : "no points: click in the picture";
    const { row } = points[chosen];
    const place = row.length === 3 ? `: ${row[0]}, ${row[1]}` : "";
    return `point ${chosen + 1} of ${count}${place}`;
  }
  function look() {
    if (chosen >= points.length) chosen = -1;
    ring.hidden = chosen < 0;
    if (chosen >= 0) {
      const [left, top, width, height] = spec.box, [x, y] = points[chosen].at;
      ring.style.left = `${100 * (x - left) / width}%`;
      ring.style.top = `${100 * (y - top) / height}%`;
    }
    remover.disabled = chosen < 0;
    undoer.disabled = history.empty;
    clearer.disabled = !points.length;
    panel.say(notice || described());
  }
  function change(next, index) {
    keep(); notice = "";
    points = next; chosen = index;
    look(); hold({ points: rows() });
  }
  function remove() {
    if (chosen < 0) return;
    const index = chosen;
    change(points.filter((_, i) => i !== index), Math.min(index, points.length - 2));
  }
  function undo() {
    const before = history.back(points);
    if (!before) return;
    points = before; notice = "";
    look(); hold({ points: rows() });
  }
  function inside([x, y]) {
    const [left, top, width, height] = spec.box;
    return [within(x, left, left + width), within(y, top, top + height)];
  }
  function moved(index, place, number = points[index].row[2]) {
    const at = inside(place);
    notice = "";
    const here = { row: [...at, number, 1], at };
    points = points.map((point, i) => (i === index ? here : point));
    look(); hold({ points: rows() });
  }
  // A new point, chosen; false where there is no room.
  function add(place) {
    if (points.length >= spec.most) {
      notice = `There is room for ${spec.most} points: delete some first.`;
      look();
      return false;
    }
    const at = inside(place);
    change([...points, { row: [...at, label, 1], at }], points.length);
    return true;
  }
  // The number of the point under a hand, the last one where they lie on each other.
  function under(event) {
    const [x, y] = stage.at(event);
    const scale = stage.width / stage.box.getBoundingClientRect().width;
    let best = -1, near = scale * (REACH[event.pointerType] ?? REACH.mouse);
    points.forEach(({ at }, i) => {
      const far = Math.hypot(at[0] - x, at[1] - y);
      if (far <= near) { best = i; near = far; }
    });
    return best;
  }
  let offset = [0, 0];
  onDrag(layer, {
    start(event) {
      layer.focus({ preventScroll: true });
      const [x, y] = stage.at(event), found = under(event);
      offset = [0, 0];
      if (found < 0) return add([x, y]);
      offset = [points[found].at[0] - x, points[found].at[1] - y];
      keep();
      select(found);
      return true;
    },
    move(event) {
      const [x, y] = stage.at(event);
      if (chosen >= 0) moved(chosen, [x + offset[0], y + offset[1]]);
    },
  });
  layer.addEventListener("pointermove", (event) => {
    if (!event.buttons) layer.style.cursor = under(event) < 0 ? "crosshair" : "grab";
  });
  layer.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key], count = points.length;
    const command = event.ctrlKey || event.metaKey;
    const [left, top, width, height] = spec.box;
    if (command && event.key.toLowerCase() === "z") undo();
    else if (command || event.altKey) return;
    else if (arrow && count) {
      if (chosen < 0) return stop(event, () => select(0));
      const step = spec.stride * (event.shiftKey ? 10 : 1), { at } = points[chosen];
      keep();
      moved(chosen, [at[0] + step * arrow[0], at[1] + step * arrow[1]]);
    } else if (event.key === " " && count) {
      select(event.shiftKey ? (Math.max(chosen, 0) + count - 1) % count : (chosen + 1) % count);
    } else if (event.key === "Enter") {
      const from = chosen >= 0 ? points[chosen].at : [left + width / 2, top + height / 2];
      add(chosen >= 0 ? [from[0] + 6 * spec.stride, from[1]] : from);
    } else if (event.key === "Delete" || event.key === "Backspace") remove();
    else if (event.key === "Escape") select(-1);
    else if (/^[1-9]$/.test(event.key) && Number(event.key) <= spec.classes.length) {
      choose(Number(event.key) - 1);
      if (chosen >= 0) { keep(); moved(chosen, points[chosen].at, label); }
    } else return;
    stop(event);
  });
  function stop(event, act) { event.preventDefault(); event.stopPropagation(); act?.(); }

  function wear(next) {
    spec = next;
    layOver(layer, stage, spec.box);
    layer.setAttribute("aria-label", `${spec.label}: Enter adds a point, Space goes to the ` +
      "next, arrow keys move it, Delete deletes it" +
      (spec.classes.length > 1 ? ", the keys 1, 2 ... set its class" : ""));
  }
  function put(list, mine) {
    const next = list.map(([x, y, number, ...at]) => ({ row: [x, y, number], at }));
    const differs = JSON.stringify(next.map(({ row }) => row)) !== JSON.stringify(rows());
    if (differs && !mine && known) { keep(); chosen = -1; notice = ""; }
    points = next; known = true;
    look();
  }
  wear(spec); choose(0);
  stage.box.append(layer);
  return { wear, put, remembers: true };
}
