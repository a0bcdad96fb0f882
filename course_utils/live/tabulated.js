// A recorded demo: sliders pick a frame; no kernel, no network.

const root = document.currentScript.previousElementSibling;
const data = JSON.parse(root.querySelector("script").textContent);
const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

(async () => {
  const all = await inflate(fromBase64(data.frames));
  let at = 0;
  const frames = data.lengths.map((n) => all.subarray(at, (at += n)));
  const stage = makeStage(data.size);
  stage.still.src = `data:image/png;base64,${data.still}`;
  const note = document.createElement("p");
  note.className = "course-note";
  const panel = document.createElement("div"), buttons = document.createElement("div");
  const sliders = data.controls.map((control, i) => {
    const label = document.createElement("label"), input = document.createElement("input");
    const output = document.createElement("output");
    input.type = "range"; input.min = 0; input.max = control.readouts.length - 1;
    input.value = data.start[i];
    input.oninput = () => { note.textContent = ""; show(); };
    label.append(control.label, " ", input, " ", output);
    panel.append(label, " ");
    return { input, output, control };
  });
  function show() {
    let index = 0;
    for (const { input, output, control } of sliders) {
      index = index * control.readouts.length + Number(input.value);
      output.textContent = control.readouts[input.value];
      input.setAttribute("aria-valuetext", output.textContent);
    }
    stage.canvas.setAttribute("aria-label", data.headlines[index]);
    stage.show(frames[index]);
  }
  const go = (name, where, why) => {
    const button = document.createElement("button");
    button.type = "button"; button.textContent = name; button.title = why;
    button.onclick = () => {
      sliders.forEach(({ input }, i) => { input.value = where[i]; });
      note.textContent = why; show();
    };
    buttons.append(button, " ");
  };
  for (const preset of data.presets) go(preset.name, preset.at, preset.why);
  go("reset", data.start, "");
  root.append(buttons, panel, stage.box, note);
  show();
})();
