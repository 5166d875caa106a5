// What every page does: the theme, clocks that count, and sections that the server replaces while one looks.

document.querySelector('form[data-at-once]')?.requestSubmit();

const live = document.getElementById("live");

for (const choice of document.querySelectorAll('input[name="theme"]'))
  choice.addEventListener("change", () => {
    const auto = choice.value === "auto";
    document.cookie = `theme=${auto ? "" : choice.value}; path=/; max-age=${auto ? 0 : 31536000}; samesite=lax`;
    if (auto) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice.value;
  });

const menu = document.querySelector("details.menu");
document.addEventListener("click", event => { if (menu?.open && !menu.contains(event.target)) menu.open = false; });
document.addEventListener("keydown", event => { if (event.key === "Escape" && menu?.open) { menu.open = false; menu.querySelector("summary").focus(); } });

// Elapsed time, counted by the server's clock: its offset is measured when the stream opens
let ahead = 0;
const two = number => String(number).padStart(2, "0");
function clock(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000)), hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
setInterval(() => {
  for (const element of document.querySelectorAll("[data-since]"))
    if (element.dataset.since) element.textContent = clock(Date.now() + ahead - Number(element.dataset.since));
}, 1000);

function replace({ key, rev, html }) {
  const section = document.querySelector(`[data-section="${key}"]`);
  if (!section || section.dataset.rev === rev) return;
  section.dataset.rev = rev;
  const fresh = document.createElement(section.tagName);
  fresh.innerHTML = html;
  if (bare(fresh.innerHTML) === bare(section.innerHTML)) return; // only a clock has moved, and that one counts by itself

  const focused = section.contains(document.activeElement) ? document.activeElement : null;
  const again = focused?.dataset.verb ? `[data-verb="${focused.dataset.verb}"]` : focused?.id ? `#${focused.id}` : focused?.getAttribute("href") ? `[href="${CSS.escape(focused.getAttribute("href"))}"]` : null;
  const scrolled = section.querySelector(".tl-scroll")?.scrollLeft;
  const before = word(section);

  section.innerHTML = html; // not the parsed nodes: options that move forget which of them is selected

  if (scrolled) section.querySelector(".tl-scroll")?.scrollTo({ left: scrolled });
  if (again) section.querySelector(again)?.focus();
  if (key === "head" && before && before !== word(section)) say(word(section));
  section.dispatchEvent(new CustomEvent("replaced", { bubbles: true }));
}

const bare = html => html.replace(/(data-since="\d+"[^>]*>)[^<]*/g, "$1");
const word = section => section.querySelector(".state")?.textContent.trim();

function say(text) {
  const announce = document.getElementById("announce");
  if (announce) announce.textContent = text;
  document.title = document.title.replace(/: .* · /, `: ${text} · `);
}

if (live) {
  let cut = null;
  const events = new EventSource(live.dataset.events);
  events.addEventListener("hello", event => { ahead = Number(event.data) - Date.now(); });
  events.addEventListener("section", event => replace(JSON.parse(event.data)));
  events.addEventListener("language", () => location.reload());
  events.addEventListener("open", () => {
    clearTimeout(cut);
    cut = null;
    live.classList.remove("cut");
    live.textContent = live.dataset.live;
  });
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED) return location.reload(); // signed out, or the page is gone
    cut ??= setTimeout(() => { live.classList.add("cut"); live.textContent = live.dataset.cut; }, 3000);
  });
}
