// The web chat's page. The server draws every message; these modules put what it sends where it belongs.
import { apply } from './messages.js';
import { follow } from './stream.js';
import './composer.js';
import './form.js';
import './keys.js';
import './press.js';
import './side.js';
import './thread.js';

const { textLive, textLost } = document.body.dataset;
const live = document.getElementById('live');

const waits = document.getElementById('waits');

follow(Number(document.body.dataset.seq), { apply, waiting }, lostFor => {
  live.classList.toggle('cut', lostFor !== null);
  live.textContent = lostFor === null ? textLive : textLost.replace('{0}', lostFor);
});

/** Releases that wait for who speaks. */
function waiting(count) {
  waits.textContent = count;
  waits.hidden = count === 0;
}
