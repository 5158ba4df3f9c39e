/* Suggestions of the search box: a combobox with a list (WAI-ARIA APG, "Combobox with list autocomplete").

   Without this script the box is a plain field of a form. The list opens while the user types at the end of the text;
   arrows move through it, Enter or a click takes a suggestion, Escape closes it, Tab leaves it. Requests go only to the
   archive that the page came from. */

const WAIT = 90; // milliseconds without a key press before suggestions are requested
const SHORTEST = 2;
const LANGUAGE = document.documentElement.lang;
const input = document.getElementById("q");
const WORDS = input && JSON.parse(input.dataset.words); // texts of the list, in the language of the page

class Suggestions {
  constructor(form, input) {
    this.form = form;
    this.input = input;
    this.options = [];
    this.active = -1;
    this.pending = null;
    this.list = element("ul", { id: "suggestions", role: "listbox", "aria-label": WORDS.list, class: "suggestions" });
    this.list.hidden = true;
    this.status = element("p", { role: "status", class: "unseen" });
    form.parentElement.append(this.list, this.status);
    set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": "suggestions", "aria-expanded": "false" });
    input.addEventListener("input", (event) => this.typed(event));
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    // Keep the focus in the field until the click arrives.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.take(this.options.indexOf(event.target.closest("[role=option]"))));
  }

  typed(event) {
    clearTimeout(this.waiting);
    this.pending?.abort();
    const text = this.input.value;
    if (event.isComposing || this.input.selectionEnd < text.length || text.trim().length < SHORTEST) {
      this.close();
    } else {
      this.waiting = setTimeout(() => this.ask(), WAIT);
    }
  }

  async ask() {
    this.pending = new AbortController();
    const about = new URLSearchParams(new FormData(this.form));
    try {
      const reply = await fetch(`/suggestions?${about}`, { signal: this.pending.signal });
      const suggestions = reply.ok ? await reply.json() : [];
      if (document.activeElement === this.input && about.get("q") === this.input.value) {
        this.show(suggestions);
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        this.close();
      }
    }
  }

  show(suggestions) {
    this.options = suggestions.map((suggestion, place) => option(suggestion, place));
    this.list.replaceChildren(...this.options);
    this.move(-1);
    this.open(this.options.length > 0);
    this.status.textContent = this.options.length ? counted(WORDS.found, this.options.length) : "";
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && this.options.length) {
      event.preventDefault();
      if (this.list.hidden) {
        this.open(true);
      }
      if (!event.altKey) {
        this.step(steps[event.key]);
      }
    } else if (event.key === "Enter" && this.active >= 0 && !event.isComposing) {
      event.preventDefault();
      this.take(this.active);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) {
      this.move(-1);
    }
  }

  step(by) {
    // One more place than options: the typed text itself.
    const places = this.options.length + 1;
    this.move(((this.active + 1 + by + places) % places) - 1);
  }

  move(place) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = place;
    const option = this.options[place];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  take(place) {
    const option = this.options[place];
    if (!option) {
      return;
    }
    // After a field comes its value, after anything else the next word.
    const waits = "waits" in option.dataset;
    this.input.value = option.dataset.text + (waits ? "" : " ");
    this.close();
    this.options = [];
    this.input.focus();
    if (waits) {
      this.ask();
    }
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  close() {
    clearTimeout(this.waiting);
    this.pending?.abort();
    this.move(-1);
    this.open(false);
    this.status.textContent = "";
  }
}

function option({ text, said, what, found, waits }, place) {
  const one = element("li", { id: `suggestion-${place}`, role: "option", "aria-selected": "false" });
  one.dataset.text = text;
  one.toggleAttribute("data-waits", waits);
  one.append(
    part("bdi", "said", said),
    " ",
    part("span", "kind", what),
    " ",
    part("span", "count", found),
  );
  return one;
}

function counted(forms, count) {
  const form = new Intl.PluralRules(LANGUAGE).select(count);
  return (forms[form] ?? forms.other).replace("#", count.toLocaleString(`${LANGUAGE}-u-nu-latn`));
}

function part(name, kind, text) {
  const made = element(name, { class: kind });
  made.textContent = text;
  return made;
}

function element(name, attributes) {
  return set(document.createElement(name), attributes);
}

function set(made, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  return made;
}

if (input) {
  new Suggestions(input.form, input);
}
