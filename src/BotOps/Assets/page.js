// What every page does: the theme, clocks that count, and sections that the server replaces while one looks.
import { clock, serverNow, setClock } from "./clock.js";
import { follow } from "./live.js";

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

setInterval(() => {
  for (const element of document.querySelectorAll("[data-since]"))
    if (element.dataset.since) element.textContent = clock(serverNow() - Number(element.dataset.since));
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

if (live)
  follow(live, {
    hello: data => setClock(Number(data)),
    section: data => replace(JSON.parse(data)),
    language: () => location.reload(),
  });

// ? lists the keys
const keys = document.getElementById("keys");
document.addEventListener("keydown", event => {
  if (event.key !== "?" || !keys || event.target.matches("input:not([type=radio]), select, textarea") || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  keys.showModal();
});
document.addEventListener("click", event => event.target.closest("[data-keys]") && keys?.showModal());
