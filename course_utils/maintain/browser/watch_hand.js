// Note when a hand in the picture moved and when a picture that follows it was painted.
// Both lists hold [milliseconds, the number of the move].

({ output }) => {
  const watch = window.courseWatch = { inputs: [], frames: [], stop: () => 0 };
  const box = output.querySelector(".course-stage");
  const canvas = box.querySelector("canvas[role=img]");
  let moved = 0, last = "";

  const hand = (event) => { moved = event.timeStamp; };
  window.addEventListener("pointermove", hand, true);

  const asked = new MutationObserver(() => watch.inputs.push([moved, box.dataset.turn]));
  asked.observe(box, { attributeFilter: ["data-turn"] });

  const painted = new MutationObserver(() => {
    if (canvas.dataset.turn === last) return;
    last = canvas.dataset.turn;
    watch.frames.push([performance.now(), last]);
  });
  painted.observe(canvas, { attributeFilter: ["data-frames"] });

  watch.stop = () => {
    window.removeEventListener("pointermove", hand, true);
    asked.disconnect(); painted.disconnect();
  };
}
