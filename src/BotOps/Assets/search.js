// What is looked for in the log. The server finds it in what is written; lines that come later are looked at here.

const bar = document.querySelector(".log .search"), field = bar.querySelector("input"), output = bar.querySelector("output");
const PAUSE = 200; // ms of quiet before the server is asked

export class Search {
  hits = [];      // line numbers
  count = 0;      // the server's, which may hold more than it lists
  at = -1;
  pattern = null; // for the drawing
  #asked = 0;

  /** @param log { words, number, find(text), go(line), stay(line), top(), paint() } */
  constructor(log) {
    this.log = log;
    let waits;
    field.addEventListener("input", () => { clearTimeout(waits); waits = setTimeout(() => this.again(), PAUSE); });
    field.addEventListener("keydown", event => {
      if (event.key === "Enter") {
        clearTimeout(waits);
        event.preventDefault();
        if (field.value === this.text) this.step(event.shiftKey ? -1 : 1);
        else this.again();
      } else if (event.key === "Escape") { field.value = ""; this.again(); field.blur(); }
    });
    document.getElementById("hit-before").addEventListener("click", () => this.step(-1));
    document.getElementById("hit-next").addEventListener("click", () => this.step(1));
  }

  /** Anew: another text, or another log. */
  async again() {
    const ask = ++this.#asked, text = this.text = field.value;
    [this.hits, this.count, this.at] = [[], 0, -1];
    this.pattern = text ? new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi") : null;
    if (text) {
      if (!await this.#find(text, ask)) return;
      if (this.hits.length) this.#show(this.#from(this.log.top()));
    }
    this.tell();
    this.log.paint();
  }

  /** The same text in lines that were written and not looked at here: what is shown stays. */
  async more() {
    const now = this.now;
    if (!this.text || !await this.#find(this.text, ++this.#asked)) return;
    this.at = this.hits.indexOf(now);
    this.tell();
    this.log.paint();
  }

  /** False when something else was asked meanwhile. */
  async #find(text, ask) {
    const found = await this.log.find(text);
    if (ask !== this.#asked) return false;
    if (found) {
      this.hits = [...found.numbers, ...this.hits.filter(line => line > found.lines)]; // the rest came while the server looked
      this.count = found.count + this.hits.length - found.numbers.length;
    }
    return true;
  }

  /** A line that has just been written. */
  look([number, , , text]) {
    if (!this.pattern || text.replace(/\x1b\[[\d;:]*m/g, "").search(this.pattern) < 0) return;
    this.hits.push(number);
    this.count++;
    this.tell();
  }

  step(by) {
    if (!this.hits.length) return;
    this.#show(this.at < 0 ? this.#from(this.log.top()) : (this.at + by + this.hits.length) % this.hits.length);
  }

  focus() {
    field.focus();
    field.select();
  }

  get now() { return this.hits[this.at]; }

  #from(line) {
    const at = this.hits.findIndex(hit => hit >= line);
    return at < 0 ? 0 : at;
  }

  #show(at) {
    this.at = at;
    this.log.go(this.now);
    this.tell();
  }

  tell() {
    const { words, number } = this.log;
    output.textContent = !this.pattern ? "" : !this.hits.length ? words.noHit
      : (this.at < 0 ? words.hitCount : words.hitOf).replace("#1", number(this.at + 1)).replace("#2", number(this.count));
    for (const id of ["hit-before", "hit-next"]) document.getElementById(id).hidden = !this.hits.length;
  }
}
