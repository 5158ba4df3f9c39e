// Keyboard shortcuts of an article. Alt N and Alt P go to the next and previous result. n and p go to the next and
// previous word of the query, only while a word or the list of words has the focus, so that they do not conflict with
// other shortcuts. Without this script the links do the same.
const list = document.querySelector(".hits");
const words = [...document.querySelectorAll("mark[id^='hit-']")];

function go(step) {
  const now = words.indexOf(document.activeElement);
  const next = now < 0 ? (step > 0 ? 0 : words.length - 1) : (now + step + words.length) % words.length;
  words[next].focus();
  words[next].scrollIntoView({ block: "center" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey) return;
  if (event.altKey) {
    const way = { KeyN: "next", KeyP: "prev" }[event.code];
    const link = way && document.querySelector(`.back a[rel=${way}]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
    return;
  }
  const within = list?.contains(event.target) || words.includes(event.target);
  const step = { n: 1, p: -1 }[event.key];
  if (!within || !step) return;
  event.preventDefault();
  go(step);
});

// A link of the list moves the focus to its word, from where the keys continue.
list?.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link) requestAnimationFrame(() => document.getElementById(link.hash.slice(1))?.focus());
});

for (const hint of document.querySelectorAll(".keys")) {
  const nav = hint.closest("nav");
  if (nav === list || nav.querySelector("a[rel]")) hint.removeAttribute("hidden");
}
