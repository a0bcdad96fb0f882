// Note when the hand moved a slider and when a picture that follows it was painted.
// Both lists hold [milliseconds, the value as text].

({ slider, output, name }) => {
  const watch = window.courseWatch = { inputs: [], frames: [], stop: () => 0 };
  const readout = slider.querySelector(".widget-readout");
  const value = (text) => text.match(new RegExp(`(?<![A-Za-z_])${name}=([^,)\\s]+)`))?.[1];
  const note = (text) => watch.frames.push([performance.now(), value(text)]);
  let moved = 0;

  const hand = (event) => { moved = event.timeStamp; };
  const kinds = ["pointermove", "mousemove", "keydown"];
  for (const kind of kinds) window.addEventListener(kind, hand, true);

  const changes = new MutationObserver(
    () => watch.inputs.push([moved, readout.textContent]));
  changes.observe(readout, { characterData: true, childList: true, subtree: true });

  const canvas = output.querySelector(".course-stage canvas");
  const pictures = new MutationObserver((records) => {
    if (canvas) return note(output.querySelector(".course-state code").textContent);
    for (const node of records.flatMap((record) => [...record.addedNodes])) {
      const image = node.matches?.("img") ? node : node.querySelector?.("img");
      const text = output.textContent;
      if (image) image.decode().then(() => requestAnimationFrame(() => note(text)));
    }
  });
  if (canvas) pictures.observe(canvas, { attributeFilter: ["data-frames"] });
  else pictures.observe(output, { childList: true, subtree: true });

  watch.stop = () => {
    for (const kind of kinds) window.removeEventListener(kind, hand, true);
    changes.disconnect(); pictures.disconnect();
  };
}
