// Beside the log: where its errors and hits are in the whole of it. Marks closer together than two pixels are one.

const rail = document.getElementById("log-rail");
let drawn = "";

/** @param rowOf the row of a line number; hits after errors, so that they lie above them */
export function drawRail(rows, rowOf, errors, hits) {
  const high = rail.clientHeight, state = `${rows} ${errors.length} ${hits.length} ${hits[0]} ${high}`;
  if (state === drawn) return;
  drawn = state;
  rail.replaceChildren(...marks(errors, "rail-err"), ...marks(hits, "rail-hit"));

  function marks(lines, className) {
    const places = new Set(lines.map(line => Math.round(rowOf(line) / Math.max(1, rows) * (high - 3) / 2) * 2));
    return [...places].map(y => {
      const mark = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      for (const [name, value] of Object.entries({ class: className, x: className === "rail-hit" ? "25%" : 0, width: className === "rail-hit" ? "50%" : "100%", y, height: 3 })) mark.setAttribute(name, value);
      return mark;
    });
  }
}
