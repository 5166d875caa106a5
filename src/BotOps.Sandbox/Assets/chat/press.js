// Buttons of cards: asked again where the card says so, shown as pressed at once, and sent once.
import { post } from './post.js';

const settling = 500;   // ms in which a button that came under the pointer does not count
const patience = 8_000; // ms after which a press without any answer may be tried again
const timers = new WeakMap();
let pointer = null;

addEventListener('pointermove', event => { pointer = [event.clientX, event.clientY]; }, { passive: true });

const underPointer = () => (pointer ? document.elementFromPoint(...pointer)?.closest('button') : null);

/** Changes the page; a button that this brings under the pointer is not armed yet. */
export function hold(change) {
  const before = underPointer();
  const key = before?.dataset.key;
  change();
  const after = underPointer();
  if (after && (after !== before || after.dataset.key !== key)) disarm(after);
}

function disarm(button) {
  button.dataset.settling = '';
  clearTimeout(timers.get(button));
  timers.set(button, setTimeout(() => delete button.dataset.settling, settling));
}

const armed = button => button.dataset.settling === undefined;

/** After a new drawing: where the open question is gone, the foot is there again. */
export function settle(element) {
  for (const card of [element, ...element.querySelectorAll('.card, .reply')])
    if (!card.querySelector(':scope > .ask-again:not([hidden])')) card.querySelector(':scope > .card-foot')?.removeAttribute('hidden');
}

/** Answered: what is still drawn may be pressed again. */
export function released() {
  for (const button of document.querySelectorAll('[data-pressed]')) release(button);
}

document.addEventListener('click', event => {
  const button = event.target.closest('button');
  if (!button) return;
  if (!armed(button) || button.getAttribute('aria-disabled') === 'true') return event.preventDefault();
  if (button.hasAttribute('data-back')) return close(button.closest('.ask-again'));
  if (!button.dataset.action) return;
  if (button.dataset.asks !== undefined) open(button);
  else send(button, button.dataset, null);
});

document.addEventListener('submit', event => {
  const form = event.target.closest('.ask-again');
  if (!form) return;

  event.preventDefault();
  const input = form.querySelector('input');
  if (input && !input.value.trim()) {
    form.querySelector('.refused').hidden = false;
    input.setAttribute('aria-invalid', 'true');
    return input.focus();
  }
  const button = form.querySelector('[type=submit]');
  if (armed(button)) send(button, form.dataset, input?.value.trim() ?? null);
});

document.addEventListener('keydown', event => {
  const form = event.key === 'Escape' && event.target.closest?.('.ask-again');
  if (!form) return;
  event.stopPropagation();
  close(form);
});

const footOf = form => form.parentElement?.querySelector(':scope > .card-foot'); // none once a new drawing took its place
const buttonOf = form => [...footOf(form)?.querySelectorAll('button') ?? []].find(b => b.dataset.key === form.dataset.for);

function open(button) {
  const form = [...button.closest('.card, .reply').querySelectorAll('.ask-again')].find(f => f.dataset.for === button.dataset.key);
  footOf(form).hidden = true;
  form.hidden = false;
  const yes = form.querySelector('[type=submit]');
  disarm(yes); // the second half of a double click is no answer
  (form.querySelector('input') ?? yes).focus();
}

function close(form) {
  form.hidden = true;
  footOf(form).hidden = false;
  buttonOf(form)?.focus();
}

async function send(button, { action, value }, input) {
  if (button.dataset.pressed !== undefined) return;

  press(button);
  const place = button.closest('[data-id]');
  const refusal = await post('/chat/presses', {
    id: crypto.randomUUID(), messageId: place.dataset.id, action, value, input, inThread: button.closest('#thread') !== null,
  });
  if (!refusal) return setTimeout(() => release(button), patience);

  release(button);
  const foot = button.closest('.card-foot') ?? place.querySelector('.card-foot');
  if (!foot) return;
  const said = foot.querySelector('.refused') ?? document.createElement('p');
  said.className = 'refused';
  said.setAttribute('role', 'alert');
  said.textContent = refusal;
  foot.append(said);
}

function press(button) {
  button.style.minWidth = `${button.offsetWidth}px`;
  button.dataset.pressed = button.textContent;
  button.setAttribute('aria-disabled', 'true');
  const wait = document.createElement('span');
  wait.className = 'wait';
  wait.setAttribute('aria-hidden', 'true');
  if (button.classList.contains('answer')) button.querySelector('kbd').before(wait);
  else button.replaceChildren(wait, button.dataset.pressed.replace(/…$/, ''));
}

function release(button) {
  if (button.dataset.pressed === undefined) return;

  if (button.classList.contains('answer')) button.querySelector('.wait')?.remove();
  else button.textContent = button.dataset.pressed;
  delete button.dataset.pressed;
  button.removeAttribute('aria-disabled');
  const form = button.closest('.ask-again');
  if (form) {
    form.hidden = true;
    footOf(form)?.removeAttribute('hidden');
  }
}
