// The list of demos: by part and lesson, with a field that narrows it down.

const make = (tag, className, text = "") => {
  const element = document.createElement(tag);
  element.className = className; element.textContent = text;
  return element;
};

function demoButton({ title, name, look_for }, model) {
  const button = make("button", "course-shelf-demo", name);
  button.type = "button"; button.title = look_for; button.dataset.demo = title;
  button.onclick = () => {
    button.setAttribute("aria-busy", "true");
    model.send({ open: title });
  };
  return button;
}

function lessonBlock({ title, demos }, model) {
  const block = make("section", "course-shelf-lesson");
  block.append(make("h4", "", title), ...demos.map((demo) => demoButton(demo, model)));
  return block;
}

function partBlock({ title, lessons }, model) {
  const block = make("section", "course-shelf-part");
  block.append(make("h3", "", title), ...lessons.map((l) => lessonBlock(l, model)));
  return block;
}

// Show the demos with `text` in their name or in the titles above them.
function narrow(list, text) {
  const wanted = text.trim().toLowerCase();
  for (const part of list.querySelectorAll(".course-shelf-part")) {
    for (const lesson of part.querySelectorAll(".course-shelf-lesson")) {
      const above = part.firstChild.textContent + " " + lesson.firstChild.textContent;
      for (const demo of lesson.querySelectorAll("button")) {
        const words = `${above} ${demo.textContent} ${demo.dataset.demo}`.toLowerCase();
        demo.hidden = !words.includes(wanted);
      }
      lesson.hidden = !lesson.querySelector("button:not([hidden])");
    }
    part.hidden = !part.querySelector("section:not([hidden])");
  }
}

function render({ model, el }) {
  const list = make("nav", "course-shelf-list"), search = make("input", "");
  const note = make("p", "course-shelf-note");
  list.setAttribute("aria-label", "Demos by part"); note.setAttribute("role", "alert");
  search.type = "search"; search.placeholder = "find a demo";
  search.setAttribute("aria-label", search.placeholder);
  search.oninput = () => narrow(list, search.value);
  const parts = make("div", "course-shelf-parts");
  parts.append(...model.get("parts").map((part) => partBlock(part, model)));
  list.append(search, note, parts);
  el.append(list);
  el.setAttribute("data-lm-suppress-shortcuts", "true");  // letters go to the field

  const mark = () => {
    note.textContent = model.get("note");
    for (const button of list.querySelectorAll("button")) {
      button.removeAttribute("aria-busy");
      const open = button.dataset.demo === model.get("opened");
      button.toggleAttribute("aria-current", open);
      if (!open) continue;
      const middle = button.offsetTop - list.clientHeight / 2;
      if (Math.abs(middle - list.scrollTop) > list.clientHeight / 2) list.scrollTop = middle;
    }
  };
  model.on("change:opened change:note", mark);
  requestAnimationFrame(mark);
  return () => model.off("change:opened change:note", mark);
}

export default { render };
