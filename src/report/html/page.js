"use strict";
// Filters, search, sorting, and the rows that wait. Text only ever becomes text: nothing here parses markup.
(() => {
  const STEP = 200;
  const waiting = JSON.parse(document.getElementById("waiting").textContent);
  const rowsOf = new Map(waiting.tables);
  const all = (selector, inside = document) => Array.from(inside.querySelectorAll(selector));

  const made = (name, looks, text) => {
    const element = document.createElement(name);
    if (looks) element.className = looks;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  // One row, standing or waiting; what waits becomes an element when it is first shown.
  class Entry {
    constructor(keys, element, packed, heads) {
      this.keys = keys.split(" ");
      this.made = element;
      this.packed = packed;
      this.heads = heads;
    }
    cells() {
      return this.packed.slice(1).map((cell) => waiting.cells[cell]);
    }
    cellText(at) {
      if (this.made) return this.made.cells[at].textContent.trim();
      return waiting.cells[this.packed[at + 1]].map((line) => line.map((id) => waiting.pieces[id][1]).join(" ")).join(" ");
    }
    text() {
      if (this.lower === undefined) {
        this.lower = this.heads.map((_, at) => this.cellText(at)).join(" ").toLowerCase();
      }
      return this.lower;
    }
    element() {
      if (!this.made) {
        this.made = made("tr");
        this.cells().forEach((lines, at) => {
          const head = this.heads[at];
          const cell = made(head.names ? "th" : "td");
          if (head.names) cell.scope = "row";
          cell.dataset.label = head.label;
          for (const line of lines) {
            const block = made("div");
            for (const id of line) block.append(made("span", ...waiting.pieces[id]), " ");
            cell.append(block);
          }
          this.made.append(cell);
        });
      }
      return this.made;
    }
  }

  class Table {
    constructor(element) {
      this.element = element;
      this.body = element.tBodies[0];
      this.rest = element.parentElement.querySelector(".rest");
      this.standing = this.body.rows.length;
      this.shown = this.standing;
    }
    // Made when first needed: most tables of a page are never filtered.
    entries() {
      if (!this.known) {
        const first = this.body.rows[0];
        const heads = Array.from(this.element.tHead.rows[0].cells, (head, at) => {
          return { label: head.textContent, names: Boolean(first) && first.cells[at].tagName === "TH" };
        });
        const standing = Array.from(this.body.rows, (row) => new Entry(row.dataset.keys, row, null, heads));
        const packed = rowsOf.get(this.element.id) ?? [];
        this.known = standing.concat(packed.map((row) => new Entry(waiting.keys[row[0]], null, row, heads)));
        this.matching = this.known;
      }
      return this.known;
    }
    filter(keys, words) {
      const fits = (entry) => keys.every((key) => entry.keys.includes(key)) && words.every((word) => entry.text().includes(word));
      this.matching = keys.length || words.length ? this.entries().filter(fits) : this.entries();
      this.shown = Math.max(this.standing, 20);
      this.draw();
      return this.matching.length;
    }
    sort(at, down) {
      const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
      const key = new Map(this.entries().map((entry) => [entry, entry.cellText(at)]));
      const by = (one, other) => order.compare(key.get(one), key.get(other)) * (down ? -1 : 1);
      this.known.sort(by);
      this.matching = [...this.matching].sort(by);
      this.draw();
    }
    more() {
      this.entries();
      const from = this.shown;
      this.shown += STEP;
      this.draw();
      const next = this.body.rows[from];
      if (next) { next.tabIndex = -1; next.focus({ preventScroll: true }); }
    }
    draw() {
      const shown = this.matching.slice(0, this.shown);
      this.body.replaceChildren(...shown.map((entry) => entry.element()));
      if (!this.rest) return;
      this.rest.hidden = this.matching.length <= shown.length;
      const count = this.rest.querySelector(".count");
      count.textContent = count.textContent.replace(/\d+(\D+)\d+/, `${shown.length}$1${this.matching.length}`);
    }
  }

  const tables = new Map(all("table.parts").map((element) => [element.id, new Table(element)]));

  for (const rest of all(".rest")) {
    const button = rest.querySelector(".more");
    button.hidden = false;
    button.addEventListener("click", () => tables.get(rest.dataset.of).more());
  }
  for (const words of all(".scriptless")) words.hidden = true;

  // Calls once typing pauses.
  const calm = (call) => {
    let timer = 0;
    return () => { clearTimeout(timer); timer = setTimeout(call, 120); };
  };
  const said = (form, count, total) => {
    const output = form.querySelector("output");
    output.textContent = output.dataset.said.replace("{0}", count).replace("{1}", total);
  };
  const wordsOf = (form) => form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);

  for (const form of all("form[data-filters]")) {
    form.hidden = false;
    const section = form.closest(".findings");
    const apply = () => {
      const keys = ["level", "answer", "standing", "kind"].map((name) => form.elements[name].value).filter(Boolean);
      const words = wordsOf(form);
      let [count, total] = [0, 0];
      for (const rule of all(".rule", section)) {
        const table = tables.get(rule.querySelector("table.parts").id);
        const matching = table.filter(keys, words);
        rule.hidden = matching === 0;
        count += matching;
        total += Number(table.element.dataset.total);
      }
      for (const level of all(".level", section)) level.hidden = !level.querySelector(".rule:not([hidden])");
      said(form, count, total);
    };
    form.addEventListener("input", calm(apply));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    const total = all("table.parts", section).reduce((sum, table) => sum + Number(table.dataset.total), 0);
    said(form, total, total);
  }

  for (const form of all("form[data-search]")) {
    form.hidden = false;
    const table = tables.get(form.dataset.search);
    const total = Number(table.element.dataset.total);
    said(form, total, total);
    form.addEventListener("input", calm(() => said(form, table.filter([], wordsOf(form)), total)));
    form.addEventListener("submit", (event) => event.preventDefault());
    Array.from(table.element.tHead.rows[0].cells).forEach((head, at) => {
      const button = made("button", "", head.textContent);
      button.type = "button";
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        table.sort(at, down);
      });
      head.replaceChildren(button);
    });
  }

  // On paper everything is open.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of closed) details.open = false; });
})();
