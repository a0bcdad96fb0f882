// Pin: the picture in view stays as a pale ghost, to compare with; press again to let go.
//
// `axes()` tells what the axes show now: over other axes a ghost would lie, and is hidden.

function makePin(stage, axes) {
  const button = document.createElement("button");
  button.type = "button"; button.className = "course-pin";
  let kept = null;
  function look() {
    const fits = kept && kept.axes === axes();
    stage.ghost(fits ? kept.frame : null);
    button.textContent = kept && !fits ? "pinned, other axes" : kept ? "unpin" : "pin";
    button.setAttribute("aria-pressed", String(Boolean(kept)));
    button.title = kept ? "let the pinned picture go"
      : "keep this picture as a pale ghost, to compare with";
  }
  button.onclick = () => {
    kept = kept ? null : { frame: stage.latest, axes: axes() };
    look();
  };
  look();
  return { button, look };
}
