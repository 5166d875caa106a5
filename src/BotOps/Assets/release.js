// The buttons of a release. A press is judged by the server; what it answers is told here and nowhere else.
import { clock, serverNow } from "./clock.js";

const head = document.querySelector('[data-section="head"]');
const answer = document.getElementById("answer");

// A button that has just appeared or moved under the pointer takes no press for a moment
let verbs = drawn(), armed = 0;
function drawn() { return [...head.querySelectorAll("[data-verb]")].map(button => button.dataset.verb).join(); }
head.addEventListener("replaced", () => {
  if (drawn() !== verbs) armed = performance.now() + 500;
  verbs = drawn();
});

head.addEventListener("click", event => {
  const button = event.target.closest("[data-verb]");
  if (!button || button.getAttribute("aria-disabled")) return;
  if (performance.now() < armed) return;

  const dialog = document.querySelector(`[data-dialog="${button.dataset.verb}"]`);
  if (!dialog) return press(button.dataset.verb, null);
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (dialog.returnValue === "yes") press(button.dataset.verb, dialog.querySelector("input").value.trim() || null);
    dialog.querySelector("input").value = "";
  };
  dialog.showModal();
});

async function press(verb, reason) {
  answer.hidden = true;
  wait(verb);
  try {
    const response = await fetch(`/api/v1/releases/${head.dataset.release}/${verb}`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ reason }),
    });
    if (!response.ok) tell((await response.json()).detail, verb);
    else setTimeout(() => ready(verb), 5000); // by then the new state has taken the button away
  } catch {
    tell(answer.dataset.unreachable, verb);
  }
}

function wait(verb) {
  const button = head.querySelector(`[data-verb="${verb}"]`);
  if (!button) return;
  button.style.minWidth = `${button.offsetWidth}px`;
  button.setAttribute("aria-disabled", "true");
  const spinner = document.createElement("span");
  spinner.className = "wait";
  button.dataset.label = button.textContent;
  button.replaceChildren(spinner, button.dataset.label.replace("…", ""));
}

function ready(verb) {
  const button = head.querySelector(`[data-verb="${verb}"][aria-disabled]`);
  if (!button) return;
  button.removeAttribute("aria-disabled");
  button.textContent = button.dataset.label;
}

function tell(text, verb) {
  ready(verb);
  answer.textContent = text;
  answer.hidden = false;
}

// The timeline of what runs moves on by itself, in the scale that the server has drawn; a change draws it anew
setInterval(() => {
  const picture = document.querySelector(".tl svg[data-start]");
  if (!picture) return;
  const whole = Number(picture.dataset.whole), passed = Math.min(serverNow() - Number(picture.dataset.start), whole);
  for (const bar of picture.querySelectorAll("[data-grows]")) bar.setAttribute("width", `${Math.max(0.2, (passed - Number(bar.dataset.grows)) / whole * 100)}%`);
  for (const label of picture.querySelectorAll(".tl-axis")) { // those that the word "now" would lie on
    const ahead = parseFloat(label.getAttribute("x")) - passed / whole * 100;
    label.toggleAttribute("hidden", ahead > -5 && ahead < 12);
  }
  const x = `${passed / whole * 100}%`, line = picture.querySelector(".tl-now"), word = picture.querySelector(".tl-nowtext");
  for (const name of ["x1", "x2"]) line?.setAttribute(name, x);
  word?.setAttribute("x", x);
  if (word) word.textContent = word.textContent.replace(/[\d:]+$/, clock(passed));
}, 1000);

// On a narrow screen the timeline begins at what happens now, of what has ended at its first host
const timeline = document.querySelector(".tl-scroll"), late = timeline?.querySelector(".tl-now") ?? timeline?.querySelector(".st-fail"), first = timeline?.querySelector(".st-t");
if (late ?? first) timeline.scrollLeft = (late ?? first).getBoundingClientRect().left - timeline.getBoundingClientRect().left - timeline.clientWidth * (late ? 0.7 : 0.4);
