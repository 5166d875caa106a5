// Sends to the server as this page only can. Returns null when it was accepted, else what to tell the person.

export async function post(path, body) {
  const { textNotAccepted, textUnreachable } = document.body.dataset;
  try {
    const answer = await fetch(path, {
      method: 'POST', headers: { 'Content-Type': 'application/json', 'X-BotOps': '1' }, body: JSON.stringify(body),
    });
    if (answer.ok) return null;
    if (answer.status === 401) location.reload();
    return (await answer.json().catch(() => null))?.detail ?? textNotAccepted;
  } catch {
    return textUnreachable;
  }
}
