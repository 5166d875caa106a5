// Puts a message where it belongs, or makes the one that is there like its newer revision.
import { offer } from './form.js';
import { morph, parse } from './morph.js';
import { hold, settle, released } from './press.js';

const spoken = document.getElementById('spoken');
const { textNew } = document.body.dataset;
const title = document.title;
let unseen = 0;

/** Updates of a thread whose pane is on its way. */
export const opening = { root: null, updates: [] };

export function apply(update) {
  hold(() => (update.root ? inThread(update) : inChannel(update)));
  if (update.private) released();
}

function inChannel(update) {
  place(document.querySelector('.channel'), update);
  const head = document.querySelector(`#thread[data-root="${update.id}"] #thread-head > *`);
  if (head && update.head && Number(head.dataset.revision) < update.revision) change(head, update.head);
}

function inThread(update) {
  const link = document.querySelector(`#m-${update.root} .replies`);
  if (link) {
    link.hidden = false;
    link.querySelector('span').textContent = update.replies;
  }
  if (opening.root === update.root) opening.updates.push(update);
  const pane = document.querySelector(`#thread[data-root="${update.root}"]`);
  if (pane) place(pane, update);
}

function place(pane, update) {
  const list = pane.querySelector('.messages');
  const known = list.querySelector(`#m-${update.id}`);
  if (known) {
    if (Number(known.dataset.revision) < update.revision) changed(known, update);
    return;
  }

  const messages = [...list.children].filter(m => m.dataset.position !== undefined);
  if (messages.length && update.position < Number(messages[0].dataset.position)) return; // above what is loaded

  const after = messages.findLast(m => Number(m.dataset.position) < update.position);
  const message = parse(update.html);
  list.querySelector('.welcome')?.remove();
  if (after) after.after(message);
  else list.append(message);
  added(pane, update);
  if (update.private) offer(message);
}

function changed(message, update) {
  const before = message.querySelector('[data-state]')?.textContent;
  change(message, update.html);
  if (message.querySelector('[data-state]')?.textContent !== before) say(update.push);
}

function change(element, html) {
  morph(element, parse(html));
  settle(element);
}

function added(pane, update) {
  const scroller = pane.querySelector('.scroll');
  if (update.kind === 'text' && update.mine) scroller.scrollTop = 0;
  else if (!atEnd(scroller)) pill(pane);
  if (update.kind === 'excerpt' || update.mine) return;

  say(update.push);
  if (document.hidden) document.title = `(${++unseen}) ${title}`;
}

const say = text => { spoken.textContent = text; };

/** The scrollers grow upwards: 0 is their end. */
const atEnd = scroller => scroller.scrollTop > -24;

function pill(pane) {
  let button = pane.querySelector('.pill');
  if (!button) {
    button = document.createElement('button');
    button.type = 'button';
    button.className = 'button small pill';
    button.dataset.count = '0';
    pane.querySelector('.composer').prepend(button);
    const scroller = pane.querySelector('.scroll');
    button.addEventListener('click', () => scroller.scrollTo({ top: 0 }));
    scroller.addEventListener('scroll', () => atEnd(scroller) && pane.querySelector('.pill')?.remove());
  }
  button.dataset.count = String(Number(button.dataset.count) + 1);
  button.textContent = textNew.replace('{0}', button.dataset.count);
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  unseen = 0;
  document.title = title;
});
