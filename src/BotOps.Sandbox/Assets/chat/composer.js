// The composer: sends, remembers what was sent, and takes what is offered to be tried.
import { post } from './post.js';
import { suggest } from './suggest.js';

const remembered = 50;
const storage = 'botops-history';

const history = {
  read: () => JSON.parse(localStorage.getItem(storage) ?? '[]'),
  add: text => localStorage.setItem(storage, JSON.stringify([...history.read().filter(t => t !== text), text].slice(-remembered))),
};

/** One sending: sent again it is the same message. */
const sending = new WeakMap();
const browsing = new WeakMap();

document.addEventListener('submit', async event => {
  const form = event.target.closest('.composer');
  if (!form) return;

  event.preventDefault();
  const field = form.querySelector('.field');
  const text = field.value.trim();
  if (!text || form.hasAttribute('aria-busy')) return;

  if (sending.get(form)?.text !== text) sending.set(form, { id: crypto.randomUUID(), text });
  form.setAttribute('aria-busy', 'true');
  suggest.close(form);
  const refusal = await post('/chat/messages', { ...sending.get(form), thread: form.dataset.thread ?? null });
  form.removeAttribute('aria-busy');
  tell(form, refusal);
  if (refusal) return;

  history.add(text);
  sending.delete(form);
  browsing.delete(form);
  form.querySelector('.first-visit')?.remove();
  if (field.value.trim() === text) field.value = '';
  form.closest('.pane').querySelector('.scroll').scrollTop = 0;
});

function tell(form, refusal) {
  const reads = form.querySelector('.reads');
  reads.classList.toggle('refused', refusal !== null);
  reads.textContent = refusal ?? '';
}

document.addEventListener('input', event => {
  const form = event.target.closest('.composer');
  if (!form) return;
  browsing.delete(form);
  tell(form, null);
  suggest.look(form);
});

document.addEventListener('keydown', event => {
  const form = event.target.closest?.('.composer');
  if (!form || !event.target.matches('.field') || event.isComposing) return;
  if (suggest.key(form, event.key)) return event.preventDefault();
  if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
    if (browse(form, event.key === 'ArrowUp' ? -1 : 1)) event.preventDefault();
  } else if (event.key === 'Escape') event.target.blur();
});

document.addEventListener('focusout', event => {
  const form = event.target.closest('.composer');
  if (form && !form.contains(event.relatedTarget)) suggest.close(form);
});

/** Up from an empty line, and on from there. */
function browse(form, step) {
  const field = form.querySelector('.field');
  const past = history.read();
  const at = browsing.get(form) ?? past.length;
  if (past.length === 0 || (at === past.length && (field.value !== '' || step > 0))) return false;

  const next = Math.min(Math.max(at + step, 0), past.length);
  browsing.set(form, next);
  field.value = past[next] ?? '';
  return true;
}

document.addEventListener('click', event => {
  const tried = event.target.closest('[data-try]');
  if (!tried) return;

  const form = tried.closest('.pane').querySelector('.composer');
  const field = form.querySelector('.field');
  field.value = tried.dataset.try;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  suggest.look(form);
});
