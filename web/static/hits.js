// The words of the query in a report: n goes to the next, p to the one before. The keys work while a word or the list of
// words has the focus, so that they are nobody else's; without this script the list of words leads to each.
const list = document.querySelector(".hits");
const words = [...document.querySelectorAll("mark[id^='hit-']")];

function go(step) {
  const now = words.indexOf(document.activeElement);
  const next = now < 0 ? (step > 0 ? 0 : words.length - 1) : (now + step + words.length) % words.length;
  words[next].focus();
  words[next].scrollIntoView({ block: "center" });
}

document.addEventListener("keydown", (event) => {
  const within = list?.contains(event.target) || words.includes(event.target);
  const step = { n: 1, p: -1 }[event.key];
  if (!within || !step || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  go(step);
});

// A link of the list puts the focus on its word, from where the keys go on.
list?.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link) requestAnimationFrame(() => document.getElementById(link.hash.slice(1))?.focus());
});

list?.querySelector(".keys")?.removeAttribute("hidden");
