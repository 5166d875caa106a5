// One line of a log as a row: number, time, host, and the text with its ANSI colours as classes.

const HUES = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
const ERROR = 1, STEP = 2;
const clocks = new Map();

/** @param line [number, milliseconds since the epoch, source, text, mark], or nothing while it is on its way */
export function draw(number, line, { linked, zone, host, pattern, hit }) {
  const row = document.createElement("li");
  row.id = `L${number}`;
  if (line?.[4] === ERROR) row.classList.add("err");
  if (line?.[4] === STEP) row.classList.add("step");
  if (number === linked) row.classList.add("linked");

  const anchor = part("a", "n", number.toLocaleString("en"));
  anchor.href = `#L${number}`;
  anchor.dataset.line = number;
  row.append(anchor, part("span", "at", line?.[1] ? time(line[1], zone) : ""), part("span", "h", host && line ? line[2] : ""));

  const text = part("span", "t", "");
  if (line) colour(text, line[3]);
  if (pattern && line) mark(text, pattern, number === hit);
  row.append(text);
  return row;
}

function part(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

function time(ms, zone) {
  let clock = clocks.get(zone);
  if (!clock) clocks.set(zone, clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 }));
  return clock.format(ms);
}

/** Select Graphic Rendition (ECMA-48, 8.3.117): the eight hues, bright as plain, bold and dim; the rest is left out. */
function colour(into, text) {
  if (!text.includes("\x1b[")) {
    into.textContent = text;
    return;
  }
  let hue = null, bold = false, dim = false, from = 0;
  const flush = to => {
    if (to <= from) return;
    const classes = [hue && `ansi-${hue}`, bold && "ansi-bold", dim && "ansi-dim"].filter(Boolean).join(" ");
    into.append(classes ? part("span", classes, text.slice(from, to)) : text.slice(from, to));
  };
  for (const match of text.matchAll(/\x1b\[([\d;]*)m/g)) {
    flush(match.index);
    from = match.index + match[0].length;
    const codes = match[1].split(";").map(Number);
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i];
      if (code === 0) [hue, bold, dim] = [null, false, false];
      else if (code === 1) bold = true;
      else if (code === 2) dim = true;
      else if (code === 22) [bold, dim] = [false, false];
      else if (code === 39) hue = null;
      else if (code >= 30 && code <= 37) hue = HUES[code - 30];
      else if (code >= 90 && code <= 97) hue = HUES[code - 90];
      else if (code === 38 || code === 48) i += codes[i + 1] === 5 ? 2 : 4;
    }
  }
  flush(text.length);
}

/** What is looked for, over whatever colours it has; from the end, so that the places before stay. */
function mark(text, pattern, now) {
  const hits = [...text.textContent.matchAll(pattern)].reverse();
  if (hits.length === 0) return;

  const parts = [], walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node, start = 0; (node = walker.nextNode()); start += node.data.length) parts.push([start, node]);
  for (const [start, node] of parts)
    for (const hit of hits) {
      const from = Math.max(hit.index - start, 0), to = Math.min(hit.index + hit[0].length - start, node.data.length);
      if (from >= to) continue;
      const found = node.splitText(from);
      found.splitText(to - from);
      const box = part("mark", now ? "now" : "", "");
      found.replaceWith(box);
      box.append(found);
    }
}
