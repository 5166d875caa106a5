// Follows the server's events and comes again with the last seq that was applied, so that nothing is missed or shown twice.

const quietLimit = 5_000; // the server gives a sign of life every 2 s
const firstPause = 250, longestPause = 3_000;
const saidAfter = 3_000;

/**
 * @param {number} seq what the page already shows
 * @param {{ apply: (update: object) => void, waiting: (count: number) => void }} take
 * @param {(lostFor: number | null) => void} tell seconds since the connection was lost; null: it is live
 */
export async function follow(seq, take, tell) {
  let lostAt = null, heardAt = Date.now();
  let pause = firstPause;

  setInterval(() => {
    const lostFor = lostAt === null ? 0 : Date.now() - lostAt;
    if (lostFor >= saidAfter) tell(Math.floor(lostFor / 1000));
  }, 500);

  const handle = {
    hello(data) {
      if (Number(data) < seq) location.reload(); // another, younger sandbox at the same address
      pause = firstPause;
      lostAt = null;
      tell(null);
    },
    beat() {
      if (lostAt === null) return;
      lostAt = null;
      tell(null);
    },
    language() {
      location.reload();
    },
    message(data) {
      const update = JSON.parse(data);
      take.apply(update);
      seq = update.seq;
    },
    waits(data) {
      take.waiting(Number(data));
    },
  };

  addEventListener('offline', () => { lostAt ??= Date.now() - saidAfter; });

  for (;;) {
    await once(() => seq, handle, () => { heardAt = Date.now(); }).catch(() => {});
    lostAt ??= heardAt; // it may have stalled for a while before that was noticed
    await new Promise(go => setTimeout(go, pause));
    pause = Math.min(pause * 2, longestPause);
  }
}

async function once(seq, handle, heard) {
  const quiet = new AbortController();
  let watchdog = setTimeout(() => quiet.abort(), quietLimit);
  try {
    const answer = await fetch('/chat/events', {
      headers: { Accept: 'text/event-stream', 'Last-Event-ID': String(seq()) }, cache: 'no-store', signal: quiet.signal,
    });
    if (answer.status === 401) location.reload(); // the page signs in anew
    if (!answer.ok) return;

    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;

      heard();
      clearTimeout(watchdog);
      watchdog = setTimeout(() => quiet.abort(), quietLimit);
      const events = (rest + value).split('\n\n');
      rest = events.pop();
      for (const event of events) dispatch(event, handle);
    }
  } finally {
    clearTimeout(watchdog);
    quiet.abort();
  }
}

function dispatch(event, handle) {
  let name = 'message';
  const data = [];
  for (const line of event.split('\n')) {
    if (line.startsWith('event: ')) name = line.slice(7);
    else if (line.startsWith('data: ')) data.push(line.slice(6));
  }
  handle[name]?.(data.join('\n'));
}
