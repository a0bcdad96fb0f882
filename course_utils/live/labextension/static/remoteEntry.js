// Lets live demos take part in a slideshow of jupyterlab-rise. Written by hand, no build:
// a page asks an extension for init() and get().

(() => {
  // The slideshow's page carries no @jupyterlab/console, and without it the widgets
  // refuse to start. They only ask it for a token that a page without consoles never
  // answers; so any will do. JupyterLab itself has the real one, which stays.
  const consoles = { IConsoleTracker: { name: "no consoles on this page" } };
  const offer = {
    "4.99.0": { get: async () => () => consoles, from: "course-slides", eager: false },
  };

  // The keys of a demo's controls must neither run commands nor turn slides.
  const OURS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", " ", "Enter"];
  const guarded = new WeakSet();
  const guard = (event) => {
    const demo = event.target.closest?.(".course-demo");
    if (!demo) return;
    event.target.setAttribute("data-lm-suppress-shortcuts", "true");
    if (guarded.has(demo)) return;
    guarded.add(demo);
    demo.addEventListener("keydown", (pressed) => {
      if (OURS.includes(pressed.key)) pressed.stopPropagation();
    });
  };
  window.addEventListener("keydown", guard, true);

  // In a slideshow, whoever has used a demo with the mouse turns slides with the keys
  // (and with a presenter's remote control) right away: a button lets go within its
  // click, so that no key comes before; a handle that is dragged, after the drag.
  const release = () => {
    const active = document.activeElement;
    if (!document.body.classList.contains("rise-enabled")) return;
    if (active?.matches(".course-demo .noUi-handle, .course-demo button")) active.blur();
  };
  window.addEventListener("click", ({ detail }) => { if (detail) release(); }, true);
  window.addEventListener("pointerup", () => setTimeout(release), true);

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["course-slides"] = {
    init(scope) { scope["@jupyterlab/console"] ??= offer; },
    async get() { return () => ({ __esModule: true, default: [] }); },
  };
})();
