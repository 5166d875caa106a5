// Slack's Web API on a port: node emulator.mjs PORT SEED. Ends when its input does, also when the tests are killed.
import { createEmulator } from 'emulate';

const [port, seed] = process.argv.slice(2);
const emulator = await createEmulator({ service: 'slack', port: Number(port), seed: { slack: JSON.parse(seed) } });
console.log(`ready ${emulator.url}`);
process.stdin.on('end', () => process.exit(0)).resume();
