// Forms in private replies: each value goes as it is, once.
import { post } from './post.js';

document.addEventListener('submit', async event => {
  const form = event.target.closest('.ask-form');
  if (!form) return;

  event.preventDefault();
  const fields = form.querySelector('fieldset');
  if (fields.disabled) return;
  const values = Object.fromEntries(new FormData(form)); // disabled fields have no data
  fields.disabled = true;
  const refusal = await post('/chat/forms', { messageId: form.closest('[data-id]').dataset.id, values });
  tell(form, refusal);
  fields.disabled = refusal === null;
  if (refusal === null) composerOf(form).focus();
  else form.querySelector('[type=submit]').focus();
});

function tell(form, refusal) {
  const said = form.querySelector('.refused');
  said.hidden = refusal === null;
  said.textContent = refusal ?? '';
}

const composerOf = element => element.closest('.pane').querySelector('.composer .field');

/** A form that answers what was just sent is filled in next; who writes already is left alone. */
export function offer(message) {
  const form = message.querySelector('.ask-form');
  if (!form) return;
  const composer = composerOf(form);
  const writes = composer.value !== '' && !composer.form.hasAttribute('aria-busy'); // what is being sent is not written on
  if (document.activeElement !== document.body && (document.activeElement !== composer || writes)) return;

  const fields = [...form.querySelectorAll('input, select')];
  (fields.find(field => !field.validity.valid) ?? form.querySelector('[type=submit]')).focus();
}
