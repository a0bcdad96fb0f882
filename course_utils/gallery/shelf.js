// The cards of all demos, part by part, with a field that narrows them down. While a
// demo is open they stand beside it, small; "all demos" brings the large ones back.

const make = (tag, className, text = "") => {
  const element = document.createElement(tag);
  element.className = className; element.textContent = text;
  return element;
};

function button(className, text, act) {
  const element = make("button", className, text);
  element.type = "button"; element.onclick = act;
  return element;
}

function demoCard({ title, name, look_for, lesson, hands }, open) {
  const card = button("course-shelf-demo", "", () => open(title, card));
  const picture = make("span", "course-shelf-picture");
  const words = make("span", "course-shelf-words");
  words.append(make("span", "course-shelf-name", name),
    make("span", "course-shelf-question", look_for),
    make("span", "course-shelf-where", [lesson, ...hands].join(" · ")));
  card.title = look_for; card.dataset.demo = title;
  card.append(picture, words);
  return card;
}

function partBlock({ title, demos }, open) {
  const block = make("section", "course-shelf-part"), cards = make("div", "course-shelf-cards");
  cards.append(...demos.map((demo) => demoCard(demo, open)));
  block.append(make("h2", "", title), cards);
  return block;
}

// Show the demos with `text` in their words or in the title of their part.
function narrow(list, text) {
  const wanted = text.trim().toLowerCase();
  for (const part of list.querySelectorAll(".course-shelf-part")) {
    for (const card of part.querySelectorAll("button")) {
      const words = `${part.firstChild.textContent} ${card.textContent} ${card.dataset.demo}`;
      card.hidden = !words.toLowerCase().includes(wanted);
    }
    part.hidden = !part.querySelector("button:not([hidden])");
  }
}

function render({ model, el }) {
  const list = make("nav", "course-shelf-list"), search = make("input", "");
  const note = make("p", "course-shelf-note"), top = make("div", "course-shelf-top");
  const addresses = new Map();  // of pictures; the browser keeps them until they go
  const back = button("course-shelf-back", "all demos", () => look(true));
  list.setAttribute("aria-label", "Demos by part"); note.setAttribute("role", "alert");
  search.type = "search"; search.placeholder = "find a demo";
  search.setAttribute("aria-label", search.placeholder);
  search.oninput = () => { narrow(list, search.value); list.scrollTop = 0; };
  const parts = make("div", "course-shelf-parts");
  const open = (title, card) => {
    if (title === model.get("opened")) { look(false); return; }
    card.setAttribute("aria-busy", "true");
    model.send({ open: title });
  };
  parts.append(...model.get("parts").map((part) => partBlock(part, open)));
  top.append(back, search);
  list.append(top, note, parts);
  el.append(list);
  el.setAttribute("data-lm-suppress-shortcuts", "true");  // letters go to the field

  function look(browsing) {
    const gallery = el.closest(".course-gallery")?.classList;
    el.closest(".course-gallery")?.setAttribute("lang", model.get("lang"));
    gallery?.toggle("course-browsing", browsing);
    gallery?.toggle("course-beside", !browsing);
    back.hidden = browsing || !model.get("opened");
    const card = list.querySelector("[aria-current]");
    if (!card) return;
    const middle = (start, size, whole) => start - (whole - size) / 2;
    list.scrollTop = middle(card.offsetTop, card.offsetHeight, list.clientHeight);
    list.scrollLeft = middle(card.offsetLeft, card.offsetWidth, list.clientWidth);
  }
  const mark = () => {
    note.textContent = model.get("note");
    for (const card of list.querySelectorAll("[data-demo]")) {
      card.removeAttribute("aria-busy");
      card.toggleAttribute("aria-current", card.dataset.demo === model.get("opened"));
      if (card.hasAttribute("aria-current")) card.setAttribute("aria-current", "true");
    }
  };
  const opened = () => { mark(); look(!model.get("opened")); };
  const arrived = ({ pictures = [] }, buffers) => pictures.forEach((title, i) => {
    const place = list.querySelector(`[data-demo="${title}"] .course-shelf-picture`);
    const image = make("img", ""), address = URL.createObjectURL(
      new Blob([buffers[i]], { type: "image/webp" }));
    if (addresses.has(title)) URL.revokeObjectURL(addresses.get(title));
    addresses.set(title, address);
    image.src = address; image.alt = "";
    place?.replaceChildren(image);
  });
  model.on("change:note", mark);
  model.on("change:opened", opened);
  model.on("msg:custom", arrived);
  model.send({ pictures: true });
  requestAnimationFrame(opened);
  return () => {
    model.off("change:note", mark);
    model.off("change:opened", opened);
    model.off("msg:custom", arrived);
    addresses.forEach((address) => URL.revokeObjectURL(address));
  };
}

export default { render };
