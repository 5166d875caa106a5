// The log: fixed rows, only those that can be seen are in the page. Blocks of lines are fetched as they come into view, new ones arrive by events.
import { copy } from "./copy.js";
import { draw } from "./line.js";
import { drawRail } from "./rail.js";
import { Search } from "./search.js";

const BLOCK = 500, KEEP = 40, TALLEST = 12_000_000; // browsers stop laying out boxes at some 16 million pixels
const NEAR = 1000; // lines that are sent of a log which grows faster than it can be read
const AGAIN = 2000; // ms after which what could not be fetched is asked for again

const panel = document.getElementById("log");
const words = JSON.parse(panel.dataset.words);
const scroller = panel.querySelector(".log-lines"), space = panel.querySelector(".log-space"), rows = panel.querySelector(".log-rows");
const source = document.getElementById("log-source"), followButton = document.getElementById("log-follow"), newer = document.getElementById("log-newer");
const save = document.getElementById("log-save");
const times = document.getElementById("log-times"), said = document.getElementById("log-said"), count = document.getElementById("log-count");

let shown = null;      // the log and source on the screen
let following = true;
let linked = 0;        // number of the line that the address names
let seen = 0;          // rows there were when following stopped
let lastTop = 0;
let firstSeen = 0;     // the row at the top
let chosen = new URLSearchParams(location.search).has("log");

const rowHeight = () => parseFloat(getComputedStyle(scroller).lineHeight);
const number = n => n.toLocaleString("en");

class Shown {
  constructor(option) {
    this.log = option.dataset.log;
    this.name = option.dataset.source ?? null;
    this.value = option.value;
    this.blocks = new Map();  // block → lines, newest use last
    this.asked = new Set();
    this.numbers = [];        // with a source: the line number of each row
    this.total = 0;
    this.known = false;       // whether the server has told how many there are
    this.ended = false;
    this.events = null;
    this.errors = [];
  }

  get rows() { return this.name === null ? this.total : this.numbers.length; }
  numberOf(row) { return this.name === null ? row + 1 : this.numbers[row]; }

  rowOf(line) {
    if (this.name === null) return line - 1;
    let low = 0, high = this.numbers.length;
    while (low < high) { const middle = (low + high) >> 1; if (this.numbers[middle] < line) low = middle + 1; else high = middle; }
    return low;
  }

  query(parts) { return new URLSearchParams(this.name === null ? parts : { ...parts, source: this.name }); }

  /** Returns once the log is known, however long the server is away. */
  async open() {
    let answer;
    while (!(answer = await get(`/api/v1/logs/${this.log}${this.name === null ? "?count=0" : `/numbers?${this.query({})}`}`))) {
      await new Promise(go => setTimeout(go, AGAIN));
      if (shown !== this) return;
    }
    if (shown !== this) return;
    this.known = true;
    this.total = answer.lines;
    this.ended = answer.ended;
    this.dropped = answer.dropped;
    if (this.name !== null) this.numbers = answer.numbers;
    if (!this.ended) this.stream();
    this.findErrors();
  }

  async findErrors() {
    const found = await this.find("errors", {});
    if (!found) return;
    this.errors = [...found.numbers, ...this.errors.filter(line => line > found.lines)];
    if (shown === this) paint();
  }

  /** Lines were not sent, since there were too many: those that come into view are fetched; what stands in the others is the server's to find. */
  skipped() {
    this.later ??= setTimeout(() => {
      this.later = null;
      if (shown !== this) return;
      this.findErrors();
      search.more();
    }, AGAIN);
  }

  find(what, parts) { return get(`/api/v1/logs/${this.log}/${what}?${this.query(parts)}`); }

  stream() {
    this.close();
    const events = this.events = new EventSource(`/api/v1/logs/${this.log}/events?from=${this.total + 1}${this.name === null ? `&near=${NEAR}` : ""}`); // one host's lines have to be counted
    events.addEventListener("lines", event => this.take(JSON.parse(event.data)));
    events.addEventListener("end", () => { this.ended = true; this.close(); paint(); });
    events.addEventListener("error", () => {
      if (events.readyState === EventSource.CLOSED) setTimeout(() => this.events === events && this.stream(), AGAIN); // refused: nothing else tries again
    });
  }

  take({ lines }) {
    if (lines[0]?.[0] > this.total + 1) this.skipped();
    for (const line of lines) {
      if (line[0] <= this.total) continue; // sent again after a reconnect
      this.total = line[0];
      if (this.name !== null) {
        if (line[2] !== this.name) continue;
        this.numbers.push(line[0]);
      }
      if (line[4] === 1) this.errors.push(line[0]);
      search.look(line);
      const row = this.rows - 1, index = Math.floor(row / BLOCK);
      if (!this.blocks.has(index)) this.keep(index, []);
      this.blocks.get(index)[row % BLOCK] = line;
    }
    paint();
  }

  keep(index, lines) {
    this.blocks.delete(index);
    this.blocks.set(index, lines);
    if (this.blocks.size > KEEP) this.blocks.delete(this.blocks.keys().next().value);
  }

  /** The line of a row if it is here; else it is sent for. */
  line(row) {
    const index = Math.floor(row / BLOCK), block = this.blocks.get(index), line = block?.[row % BLOCK];
    if (!line) this.fetch(index);
    return line;
  }

  async fetch(index) {
    if (this.asked.has(index)) return;
    this.asked.add(index);
    const answer = await get(`/api/v1/logs/${this.log}?${this.query({ from: this.numberOf(index * BLOCK), count: BLOCK })}`);
    this.asked.delete(index);
    if (!answer) return setTimeout(() => shown === this && paint(), AGAIN);
    const lines = this.blocks.get(index) ?? []; // what came by event meanwhile stays
    for (const line of answer.items) {
      const at = this.rowOf(line[0]) - index * BLOCK;
      if (at >= 0 && at < BLOCK) lines[at] = line;
    }
    const end = Math.min(BLOCK, this.rowOf(answer.lines + 1) - index * BLOCK); // what was written since is asked for again
    for (let i = 0; i < end; i++) lines[i] ??= [this.numberOf(index * BLOCK + i), null, "", "", 0]; // left out by the log's limit
    this.keep(index, lines);
    if (shown === this) paint();
  }

  close() { this.events?.close(); this.events = null; }
}

async function get(url) {
  try {
    const response = await fetch(url);
    return response.ok ? await response.json() : null;
  } catch {
    return null; // the page says that the connection is cut
  }
}

async function choose(option) {
  shown?.close();
  const next = shown = new Shown(option);
  following = linked === 0;
  save.href = `/api/v1/logs/${next.log}/text?${next.query({})}`;
  save.download = `${panel.dataset.name}-${next.value.replace(":", "-")}.txt`;
  await next.open();
  if (shown !== next) return;
  seen = next.rows;
  if (search.pattern) search.again();
  paint();
  if (linked) {
    panel.scrollIntoView({ block: "center" });
    go(linked);
  }
}

// Painting: at most once a frame -------------------------------------------------------------

let pending = false;
function paint() {
  if (pending) return;
  pending = true;
  requestAnimationFrame(() => { pending = false; if (shown.known) render(); });
}

/** Height of a row, of all rows, of the box that stands for them, and of what can be seen of it. */
function measure() {
  const high = rowHeight(), whole = shown.rows * high, box = Math.min(whole, TALLEST);
  space.style.height = `${box}px`;
  return { high, whole, box, view: scroller.clientHeight };
}

function render() {
  scroller.classList.toggle("empty", shown.rows === 0);
  const hosts = shown.name === null && shown.value !== "build";
  scroller.classList.toggle("alone", !hosts);
  const { high, whole, box, view } = measure();
  if (following) scroller.scrollTop = lastTop = scroller.scrollHeight;

  const top = scroller.scrollTop;
  const virtual = box < whole ? top / Math.max(1, box - view) * (whole - view) : top;
  const first = Math.max(0, Math.floor(virtual / high) - 10), last = Math.min(shown.rows, Math.ceil((virtual + view) / high) + 10);
  rows.style.transform = `translateY(${top - virtual + first * high}px)`;

  const drawn = [];
  for (let row = first; row < last; row++) drawn.push(draw(shown.numberOf(row), shown.line(row), { linked, zone: panel.dataset.zone, host: hosts, pattern: search.pattern, hit: search.now }));
  rows.replaceChildren(...drawn);
  firstSeen = Math.max(0, Math.min(Math.ceil(virtual / high), shown.rows - 1));
  drawRail(shown.rows, line => shown.rowOf(line), shown.errors, search.hits);
  tell();
}

function tell() {
  const dropped = shown.dropped ? ` · ${words.dropped.replace("#", number(shown.dropped))}` : "";
  count.textContent = (shown.rows === 1 ? words.line : words.lines.replace("#", number(shown.rows))) + dropped;
  followButton.setAttribute("aria-pressed", String(following && !shown.ended));
  const more = following ? 0 : shown.rows - seen;
  newer.hidden = more <= 0;
  if (more > 0) newer.lastElementChild.textContent = words.newer.replace("#", number(more));
  const status = shown.rows === 0 ? words.empty : shown.ended ? words.ended : following ? words.following : words.stopped;
  if (status !== lastStatus) say(lastStatus = status);
}
let lastStatus = "";
const say = text => { said.textContent = text; };

// Following and going to a line ----------------------------------------------------------------

function follow() {
  following = true;
  paint();
}

function stop() {
  if (!following) return;
  following = false;
  seen = shown.rows;
  if (shown.known) tell();
}

function go(line) {
  stop();
  scroller.scrollIntoView({ block: "nearest" }); // on a small screen the log may lie below the window
  const { high, whole, box, view } = measure();
  const wanted = Math.max(0, (shown.rowOf(line) + 0.5) * high - view / 2);
  scroller.scrollTop = lastTop = box < whole ? wanted / Math.max(1, whole - view) * (box - view) : wanted;
  paint();
}

scroller.addEventListener("scroll", () => {
  const top = scroller.scrollTop, atEnd = top + scroller.clientHeight >= scroller.scrollHeight - 4;
  if (following && top < lastTop - 2 && !atEnd) stop();
  else if (!following && atEnd && top > lastTop) follow();
  lastTop = top;
  paint();
}, { passive: true });
scroller.addEventListener("wheel", event => { if (event.deltaY < 0) stop(); }, { passive: true });
new ResizeObserver(paint).observe(scroller);

followButton.addEventListener("click", () => following ? stop() : follow());
newer.addEventListener("click", follow);
times.addEventListener("click", () => {
  times.setAttribute("aria-pressed", String(scroller.classList.toggle("times")));
});

document.getElementById("log-error").addEventListener("click", firstError);
async function firstError() {
  const answer = await get(`/api/v1/logs/${shown.log}/first-error?${shown.query({})}`);
  if (answer?.line) link(answer.line);
  else say(words.noError);
}

function link(line) {
  linked = line;
  history.replaceState(null, "", `?log=${encodeURIComponent(shown.value)}#L${line}`);
  go(line);
}

rows.addEventListener("click", event => {
  const anchor = event.target.closest("a.n");
  if (!anchor) return;
  event.preventDefault();
  link(Number(anchor.dataset.line));
});

addEventListener("hashchange", () => {
  linked = lineOfAddress();
  if (linked) go(linked);
});
const lineOfAddress = () => Number(/^#L(\d+)$/.exec(location.hash)?.[1] ?? 0);

const search = new Search({ words, number, go, paint, find: text => shown.find("search", { text }), top: () => shown.numberOf(firstSeen) ?? 1 });

document.getElementById("log-copy").addEventListener("click", async event => {
  const button = event.currentTarget;
  button.setAttribute("aria-disabled", "true");
  const text = await fetch(save.href).then(answer => answer.ok ? answer.text() : null, () => null);
  say(text !== null && await copy(text) ? words.copied.replace("#", number(shown.rows)) : words.notCopied);
  button.removeAttribute("aria-disabled");
});

async function copyLink() {
  if (!linked) link(shown.numberOf(firstSeen));
  say(await copy(location.href) ? words.linkCopied.replace("#", number(linked)) : words.notCopied);
}

const keys = {
  "/": () => search.focus(), n: () => search.step(1), N: () => search.step(-1),
  e: firstError, f: () => following ? stop() : follow(), t: () => times.click(), l: copyLink,
};
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea") || document.querySelector("dialog[open]")) return;
  if (!keys[event.key] || (!shown.rows && "nNel".includes(event.key))) return; // there is no line to go to yet
  event.preventDefault();
  keys[event.key]();
});

// The connection was away: what the stream would have brought, and what could not be fetched
document.addEventListener("back", () => {
  if (shown.events) shown.stream();
  paint();
});

source.addEventListener("change", () => {
  chosen = true;
  linked = 0;
  history.replaceState(null, "", `?log=${encodeURIComponent(source.value)}`);
  choose(source.selectedOptions[0]);
});

// The server has other sources to offer. Who has not chosen sees what moves now.
source.addEventListener("replaced", () => {
  const moves = source.value;
  if ([...source.options].some(option => option.value === shown.value)) source.value = shown.value;
  if (!chosen && following && moves !== shown.value) {
    source.value = moves;
    choose(source.selectedOptions[0]);
  }
});

linked = lineOfAddress();
choose(source.selectedOptions[0]);
