// The anywidget front end: keeps a stage in step with its model.

function render({ model, el }) {
  const stage = makeStage(model.get("size"), model.get("zoom"));
  const note = document.createElement("p"), call = document.createElement("code");
  const copy = document.createElement("button"), state = document.createElement("div");
  const below = document.createElement("div"), tools = document.createElement("span");
  note.className = "course-note"; state.className = "course-state";
  below.className = "course-below"; tools.className = "course-tools";
  copy.textContent = "copy"; copy.title = "copy this call: it reopens the demo as it is now";
  state.append(call, copy);
  const pin = makePin(stage, () => model.get("axes"));
  const hands = makeHands(stage, tools, (held) => {
    model.set("held", held);
    model.save_changes();  // merges what comes while the kernel is busy
  });
  tools.append(pin.button);
  below.append(note, tools);
  below.style.maxWidth = stage.box.style.width;
  el.append(stage.box, below, state);

  // A control of the panel that changes nothing wears the reason.
  function rest() {
    const idle = model.get("idle");
    for (const box of el.closest(".course-demo")?.querySelectorAll(".course-control") ?? []) {
      const name = [...box.classList].find((word) => word.startsWith("course-control-"));
      wearReason(box, idle[name?.slice("course-control-".length)]);
    }
  }

  let url = null;
  const hear = (names, react) => {
    for (const name of names) model.on(`change:${name}`, react);
    react();
    return () => names.forEach((name) => model.off(`change:${name}`, react));
  };
  const deaf = [
    hear(["still"], () => {
      if (url) URL.revokeObjectURL(url);
      url = URL.createObjectURL(new Blob([model.get("still")], { type: "image/png" }));
      stage.still.src = url;
    }),
    hear(["hands"], () => hands.wear(model.get("hands"))),
    hear(["places", "answered"], () => hands.put(model.get("places"), model.get("answered"))),
    hear(["axes"], pin.look),
    hear(["frame"], () => stage.show(model.get("frame"))),
    hear(["headline", "note"], () => {
      stage.canvas.setAttribute("aria-label", model.get("headline"));
      note.textContent = model.get("note");
      note.classList.toggle("course-error", model.get("failed"));
    }),
    hear(["call"], () => { call.textContent = call.title = model.get("call"); }),
    hear(["idle"], rest),
  ];
  copy.onclick = async () => {
    try {
      await navigator.clipboard.writeText(call.textContent);
      copy.textContent = "copied";
    } catch {
      getSelection().selectAllChildren(call);  // then Ctrl+C does it
      copy.textContent = "press Ctrl+C";
    }
    setTimeout(() => { copy.textContent = "copy"; }, 1500);
  };

  // A handle of ipywidgets has no name for a screen reader: it gets that of its slider.
  const watch = new MutationObserver(name);  // sliders may come after the picture
  function name() {
    const sliders = [...el.closest(".course-demo")?.querySelectorAll(".widget-slider") ?? []];
    for (const slider of sliders)
      slider.querySelector(".noUi-handle:not([aria-label])")?.setAttribute(
        "aria-label", slider.querySelector(".widget-label")?.textContent ?? "");
  }
  requestAnimationFrame(() => {
    // Arrow keys belong to the slider that has the focus, not to the notebook.
    el.closest(".course-demo")?.setAttribute("data-lm-suppress-shortcuts", "true");
    el.closest(".course-demo")?.setAttribute("lang", model.get("lang"));
    rest();  // the panel stands on the page now
    const panel = el.closest(".course-demo")?.querySelectorAll(".course-controls") ?? [];
    for (const box of panel) watch.observe(box, { childList: true, subtree: true });
    name();
  });

  // The first message of a widget waits for the main thread; later ones are answered
  // while a cell runs. So one is sent at once, and it carries the screen's density.
  const greet = () => model.send({ pixelRatio: window.devicePixelRatio || 1 });
  greet();
  const density = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  const redo = () => { greet(); stage.show(model.get("frame")); };
  density.addEventListener("change", redo);

  return () => {
    deaf.forEach((stop) => stop());
    watch.disconnect();
    density.removeEventListener("change", redo);
    if (url) URL.revokeObjectURL(url);
  };
}

export default { render };
