// Hands in the picture: what can be taken hold of, and what a pointer does with it.
//
// A part of the picture is made from what hands.py says of it (`spec`) and is told where
// it is (`put`); it calls `hold` with what the hand asks for.

// One gesture at a time, by one pointer. Moves come once a picture of the screen, the
// last one always; `every` hears each of them, too. A gesture ends however its pointer goes.
function onDrag(element, { start, move, every, end }) {
  let pointer = null, latest = null, waiting = 0;
  function tell() {
    cancelAnimationFrame(waiting); waiting = 0;
    if (latest) { const event = latest; latest = null; move(event); }
  }
  function finish(event) {
    if (pointer === null || event.pointerId !== pointer) return;
    tell();
    pointer = null;
    element.classList.remove("course-held");
    end?.();
  }
  element.addEventListener("pointerdown", (event) => {
    if (pointer !== null || event.button !== 0 || start(event) === false) return;
    pointer = event.pointerId;
    try { element.setPointerCapture(pointer); } catch { /* a pointer that is gone already */ }
    element.classList.add("course-held");
    event.preventDefault();
  });
  element.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    if (event.pointerType === "mouse" && !event.buttons) return finish(event);
    every?.(event);
    latest = event;
    waiting ||= requestAnimationFrame(tell);
  });
  for (const kind of ["pointerup", "pointercancel", "lostpointercapture"])
    element.addEventListener(kind, finish);
  // Slides are turned by a swipe: not by one that moves the picture.
  element.setAttribute("data-prevent-swipe", "");
}

function within(value, low, high) { return Math.min(Math.max(value, low), high); }

// Lay an element over a box of the picture, given in its pixels.
function layOver(element, stage, [left, top, width, height]) {
  const share = (part, whole) => `${100 * part / whole}%`;
  Object.assign(element.style, {
    left: share(left, stage.width), top: share(top, stage.height),
    width: share(width, stage.width), height: share(height, stage.height),
  });
}

// A grip: a ring at its place, and around it the target that a hand takes: a disc, a
// line across the axes, or a window.
function makeGrip(stage, spec, hold) {
  const element = document.createElement("div"), ring = document.createElement("div");
  element.className = "course-grip"; ring.className = "course-ring";
  element.append(ring);
  let place = null, offset = [0, 0];
  onDrag(element, {
    start(event) {
      const [x, y] = stage.at(event);
      offset = [place[0] - x, place[1] - y];
    },
    move(event) {
      const [x, y] = stage.at(event), [left, top, width, height] = spec.box;
      hold({ at: [within(x + offset[0], left, left + width),
        within(y + offset[1], top, top + height)] });
    },
  });
  function put(next) {
    place = next;
    element.hidden = !place;
    if (!place) return;
    const [x, y, width = 0, height = 0] = place, [left, top, wide, high] = spec.box;
    // The style sheet moves the element back by half its size: it has a smallest one.
    layOver(element, stage, spec.across === "x" ? [x, top + high / 2, 0, high]
      : spec.across === "y" ? [left + wide / 2, y, wide, 0] : [x, y, width, height]);
    ring.style.left = spec.across === "y" ? `${100 * (x - left) / wide}%` : "50%";
    ring.style.top = spec.across === "x" ? `${100 * (y - top) / high}%` : "50%";
  }
  function wear(next) {
    spec = next;
    element.title = spec.label; element.style.cursor = spec.cursor;
  }
  wear(spec);
  stage.box.append(element);
  return { wear, put };
}

// A row of buttons below the picture; `say` writes beside them.
function makeTools(name) {
  const box = document.createElement("span"), words = document.createElement("span");
  box.className = "course-tools"; box.setAttribute("role", "group");
  box.setAttribute("aria-label", name);
  words.setAttribute("aria-live", "polite"); words.className = "course-said";
  box.append(words);
  return {
    box,
    say(text) { if (words.textContent !== text) words.textContent = text; },
    button(text, title, act) {
      const button = document.createElement("button");
      button.type = "button"; button.textContent = text; button.title = title;
      button.onclick = act;
      words.before(button);
      return button;
    },
  };
}

// Say at a control, to eyes and to a screen reader, why it changes nothing; or nothing.
function wearReason(box, why) {
  const hand = box.querySelector(".noUi-handle, input, select");
  if (why) {
    box.dataset.idle = box.title = why;
    hand?.setAttribute("aria-description", why);
  } else if ("idle" in box.dataset) {
    delete box.dataset.idle; box.removeAttribute("title");
    hand?.removeAttribute("aria-description");
  }
}

// The states that a hand can go back to, `most` of them.
function makeHistory(most = 200) {
  const states = [];
  return {
    keep(state) {
      const text = JSON.stringify(state);
      if (states.at(-1) !== text) states.push(text);
      if (states.length > most) states.shift();
    },
    // Return the last state that is not the one in view, or null.
    back(now) {
      const text = JSON.stringify(now);
      while (states.at(-1) === text) states.pop();
      return states.length ? JSON.parse(states.pop()) : null;
    },
    get empty() { return !states.length; },
  };
}

// Make the parts of a picture. `ask(held)` sends what a hand wants; `tools` is the element
// for their buttons. `put(places, answered)` tells where they are; parts with a memory of
// their own are not told while they wait for an answer.
function makeHands(stage, tools, ask) {
  const makers = { grip: makeGrip, points: makePoints, pad: makePad };
  const view = Math.random().toString(36).slice(2, 8);
  let parts = [], turn = 0, heard = 0;
  return {
    wear(specs) {
      if (parts.length !== specs.length) {
        parts = specs.map((spec, hand) => makers[spec.kind](stage, spec, (held) => {
          turn += 1;
          stage.box.dataset.turn = turn;  // what a test waits for
          ask({ ...held, hand, turn: [view, turn] });
        }, tools));
      } else parts.forEach((part, i) => part.wear(specs[i]));
    },
    put(places, answered) {
      const [whose, number] = answered, mine = whose === view;
      if (mine) stage.canvas.dataset.turn = number;
      const news = mine && number === turn && turn > heard;
      const waits = mine ? number < turn : turn > heard;
      if (news) heard = turn;
      parts.forEach((part, i) => {
        if (part.remembers && waits) return;
        if (places[i] !== undefined) part.put(places[i], news);
      });
    },
  };
}
