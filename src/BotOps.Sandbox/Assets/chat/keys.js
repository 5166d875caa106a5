// Keys for the whole page; none of them while somebody types.
import { go } from './thread.js';

const typing = element => element.matches?.('input, textarea, select, [contenteditable]') && element.type !== 'radio';
const list = document.getElementById('keys');
const focused = () => document.activeElement?.closest('.channel [data-position]');

const keys = {
  '/': () => document.getElementById('say-channel').focus(),
  j: () => step(1),
  k: () => step(-1),
  a: () => press('approve'),
  r: () => press('reject'),
  1: () => answer(1),
  2: () => answer(2),
  3: () => answer(3),
  4: () => answer(4),
  p: () => document.querySelector('[name=person]:checked')?.focus(),
  Enter: () => focused() === document.activeElement && focused().querySelector('.replies')?.click(),
  '?': () => list.showModal(),
  Escape: () => document.getElementById('thread') && go(null),
};

document.addEventListener('keydown', event => {
  if (list.open || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (event.key === 'Enter' && event.target !== focused()) return;
  if (!keys[event.key]) return;

  if (event.key !== 'Escape') event.preventDefault();
  keys[event.key]();
});

document.addEventListener('click', event => event.target.closest('[data-keys]') && list.showModal());

function step(by) {
  const messages = [...document.querySelectorAll('.channel [data-position]')];
  const at = messages.indexOf(focused());
  messages.at(at < 0 ? -1 : Math.min(Math.max(at + by, 0), messages.length - 1))?.focus();
}

/** The newest open question of the thread, or of the card that has the focus. */
const answer = number => [...document.querySelectorAll(`[data-answer="${number}"]`)].at(-1)?.click();

/** Only for the card that has the focus. */
const press = action => focused()?.querySelector(`button[data-action="${action}"]`)?.click();
