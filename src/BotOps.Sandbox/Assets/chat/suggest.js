// What the server offers for the line as it stands: up and down choose, Tab takes, Esc closes.

const pause = 80; // ms of quiet before the server is asked
const open = new WeakMap(); // form → { suggestions, at }
const asking = new WeakMap();

export const suggest = { look, close, key };

function look(form) {
  const text = form.querySelector('.field').value;
  asking.get(form)?.abort();
  if (!/^\s*(?:[/／]|、[a-z])|[@＠]botops/i.test(text)) return close(form);

  const ask = new AbortController();
  asking.set(form, ask);
  setTimeout(() => ask.signal.aborted || fill(form, text, ask.signal).catch(() => {}), pause);
}

async function fill(form, text, signal) {
  const answer = await fetch(`/chat/suggest?text=${encodeURIComponent(text)}`, { signal });
  if (!answer.ok || signal.aborted) return;

  const { reads, suggestions } = await answer.json();
  form.querySelector('.reads').textContent = reads ?? '';
  if (suggestions.length === 0) return hide(form);

  open.set(form, { suggestions, at: -1 });
  form.querySelector('.suggest-list').replaceChildren(...suggestions.map((s, index) => option(form, s, index)));
  form.querySelector('.suggest').hidden = false;
  form.querySelector('.field').setAttribute('aria-expanded', 'true');
  choose(form, 0);
}

function option(form, { word, argument, what }, index) {
  const item = element('li', { role: 'option', id: `${form.querySelector('.suggest-list').id}-${index}` });
  const code = element('code', {}, word);
  if (argument) code.append(' ', element('i', {}, argument));
  item.append(code, ' ', element('span', { class: 'what' }, what), ' ', element('kbd', { class: 'take' }, 'Tab'));
  item.addEventListener('pointerdown', event => {
    event.preventDefault(); // the field keeps the focus
    choose(form, index);
    take(form);
  });
  return item;
}

function element(name, attributes, text) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function choose(form, at) {
  const items = form.querySelectorAll('.suggest-list li');
  open.get(form).at = (at + items.length) % items.length;
  items.forEach((item, index) => item.setAttribute('aria-selected', String(index === open.get(form).at)));
  const chosen = items[open.get(form).at];
  chosen.scrollIntoView({ block: 'nearest' });
  form.querySelector('.field').setAttribute('aria-activedescendant', chosen.id);
}

function take(form) {
  const { suggestions, at } = open.get(form);
  const field = form.querySelector('.field');
  field.value = suggestions[at].text;
  field.setSelectionRange(field.value.length, field.value.length);
  look(form);
}

/** True when the key was ours. */
function key(form, name) {
  const state = open.get(form);
  if (!state) return false;

  if (name === 'ArrowDown') choose(form, state.at + 1);
  else if (name === 'ArrowUp') choose(form, state.at - 1);
  else if (name === 'Tab') take(form);
  else if (name === 'Escape') close(form);
  else return false;
  return true;
}

function close(form) {
  asking.get(form)?.abort();
  form.querySelector('.reads:not(.refused)')?.replaceChildren();
  hide(form);
}

function hide(form) {
  open.delete(form);
  form.querySelector('.suggest').hidden = true;
  const field = form.querySelector('.field');
  field.setAttribute('aria-expanded', 'false');
  field.removeAttribute('aria-activedescendant');
}
