// The thread of a card beside the channel; the address names it, so that Back and a reload work.
import { apply, opening } from './messages.js';
import { parse } from './morph.js';

const shell = document.querySelector('.shell');
const pane = () => document.getElementById('thread');
const wanted = () => new URLSearchParams(location.search).get('thread');

document.addEventListener('click', event => {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;

  const link = event.target.closest('a[data-thread], a[data-close], a[data-channel]');
  if (!link) return;
  event.preventDefault();
  go(link.dataset.thread ?? null);
});

addEventListener('popstate', show);
mark();

/** Opens the thread of a message, or closes the pane. */
export function go(root) {
  if (root !== wanted()) history.pushState(null, '', root ? `/chat?thread=${root}` : '/chat');
  return show();
}

async function show() {
  const root = wanted();
  if (root === (pane()?.dataset.root ?? null)) return;

  if (root) await load(root);
  else close();
  mark();
}

function close() {
  const root = pane()?.dataset.root;
  pane()?.remove();
  document.querySelector(`#m-${root} .replies`)?.focus({ preventScroll: true });
}

async function load(root) {
  opening.root = root;
  opening.updates = [];
  const answer = await fetch(`/chat/threads/${root}`).catch(() => null);
  if (opening.root !== root) return; // another one was opened meanwhile
  opening.root = null;
  if (!answer?.ok) return;

  const next = parse(await answer.text());
  if (pane()) pane().replaceWith(next);
  else shell.append(next);
  opening.updates.forEach(apply);
  next.querySelector('.scroll').focus({ preventScroll: true });
}

function mark() {
  const root = pane()?.dataset.root;
  for (const link of document.querySelectorAll('.replies'))
    if (link.dataset.thread === root) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
}
