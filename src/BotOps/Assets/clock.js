// Elapsed time, counted by the server's clock: its offset is measured when the stream opens.

let ahead = 0;
export const setClock = now => { ahead = now - Date.now(); };
export const serverNow = () => Date.now() + ahead;

const two = number => String(number).padStart(2, "0");

/** 6:41, 1:02:03 */
export function clock(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000)), hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
