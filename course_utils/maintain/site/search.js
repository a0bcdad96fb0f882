// Search in the headings, demos and terms of all pages. `courseIndex` lists (what is
// found, where it stands, address); it is written in front of this.

(() => {
  const MOST = 12;
  const plain = (text) => text.normalize("NFKD").toLowerCase();
  const entries = courseIndex.map(([text, where, address]) =>
    ({ text, where, address, heard: plain(text), all: plain(`${text} ${where}`) }));
  const input = document.createElement("input"), list = document.createElement("ul");
  const box = document.getElementById("search");
  input.type = "search"; input.placeholder = "Search headings, demos, terms";
  input.setAttribute("aria-label", input.placeholder);
  list.hidden = true;
  box.append(input, list);

  // Every word must occur; what begins with the first word comes first.
  function find(question) {
    const words = plain(question).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const rank = ({ heard }) =>
      heard.startsWith(words[0]) ? 0 : words.every((word) => heard.includes(word)) ? 1 : 2;
    return entries.filter(({ all }) => words.every((word) => all.includes(word)))
      .map((entry, place) => ({ entry, key: 100000 * rank(entry) + place }))
      .sort((a, b) => a.key - b.key).slice(0, MOST).map(({ entry }) => entry);
  }

  function show() {
    const found = find(input.value);
    list.replaceChildren(...found.map(({ text, where, address }) => {
      const item = document.createElement("li"), link = document.createElement("a");
      const place = document.createElement("small");
      link.href = address; link.textContent = text; place.textContent = where;
      link.append(place);
      item.append(link);
      return item;
    }));
    if (!found.length && input.value.trim()) {
      const none = document.createElement("li");
      none.className = "none"; none.textContent = "Nothing found.";
      list.append(none);
    }
    list.hidden = !list.children.length;
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  box.addEventListener("keydown", (event) => {
    const stops = [input, ...list.querySelectorAll("a")];
    const place = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && stops[place + step]) {
      event.preventDefault();
      stops[place + step].focus();
    } else if (event.key === "Enter" && place === 0 && stops[1]) {
      stops[1].click();
    } else if (event.key === "Escape") {
      input.value = ""; input.focus(); show();
    }
  });
  box.addEventListener("click", (event) => {
    if (event.target.closest("a")) list.hidden = true;
  });
  document.addEventListener("click", (event) => {
    if (!box.contains(event.target)) list.hidden = true;
  });
})();
