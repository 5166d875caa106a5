// Follows the server's events; says when they stay away, and comes again by itself.

const QUIET = 5000; // ms; the server gives a sign of life every 2 s
const SAID = 3000;  // ms of a broken connection before it is said
const AGAIN = 2000;

/**
 * @param live the element that says so; its data names the address and the words
 * @param handlers by the event's name; each gets its data
 */
export function follow(live, handlers) {
  let events, opened, heard = Date.now(), broken = null, cut = false;

  function open() {
    events?.close();
    opened = Date.now();
    events = new EventSource(live.dataset.events);
    events.addEventListener("beat", sign);
    for (const [name, take] of Object.entries(handlers))
      events.addEventListener(name, event => { sign(); take(event.data); });
    events.addEventListener("error", () => {
      broken ??= Date.now();
      if (events.readyState === EventSource.CLOSED) refused();
    });
  }

  function sign() {
    [heard, broken] = [Date.now(), null];
    if (!cut) return;
    cut = false;
    live.classList.remove("cut");
    live.textContent = live.dataset.live;
    document.dispatchEvent(new Event("back"));
  }

  /** Signed out or gone: the page says so itself. Away for a while: asked again. */
  async function refused() {
    const answer = await fetch(location.href, { redirect: "manual" }).catch(() => null);
    if (answer && !answer.ok && answer.status < 500) return location.reload();
    setTimeout(open, AGAIN);
  }

  setInterval(() => {
    const now = Date.now();
    if (now - heard > QUIET) broken ??= heard;
    if (now - Math.max(heard, opened) > QUIET && events.readyState !== EventSource.CLOSED) open(); // what stalled is not waited for
    if (broken === null || now - broken < SAID) return;
    cut = true;
    live.classList.add("cut");
    live.textContent = live.dataset.cut.replace("#", Math.floor((now - broken) / 1000));
  }, 500);
  addEventListener("offline", () => { broken ??= Date.now() - SAID; });
  open();
}
