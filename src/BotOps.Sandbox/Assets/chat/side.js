// Who speaks, and the theme.
import { post } from './post.js';

const year = 60 * 60 * 24 * 365; // s
const others = new BroadcastChannel('botops-person'); // the other tabs share this browser's session
others.addEventListener('message', () => location.reload());

document.addEventListener('change', async event => {
  const { name, value } = event.target;
  if (name === 'theme') return theme(value);
  if (name !== 'person') return;

  if (await post('/chat/person', { handle: value }) === null) others.postMessage(value);
  location.assign(location.pathname + location.search); // drops #who, which covers a phone
});

function theme(value) {
  const lives = value === 'auto' ? 0 : year;
  document.cookie = `theme=${value}; path=/; max-age=${lives}; samesite=strict`;
  if (value === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = value;
}
