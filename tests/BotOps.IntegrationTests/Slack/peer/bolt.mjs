// Slack's own framework as the receiver: node bolt.mjs PORT SECRET. Answers every slash command at once and does nothing.
import bolt from '@slack/bolt';

const [port, signingSecret] = process.argv.slice(2);
const app = new bolt.App({
  signingSecret, port: Number(port), logLevel: 'error', processBeforeResponse: false,
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B0', botUserId: 'U0' }),
});
app.command(/.*/, async ({ ack }) => ack('heard'));
app.event('app_mention', async () => {});
app.action(/.*/, async ({ ack }) => ack());
app.view(/.*/, async ({ ack }) => ack());
app.options(/.*/, async ({ ack }) => ack({ options: [] }));
await app.start(Number(port));
console.log(`ready ${port}`);
process.stdin.on('end', () => process.exit(0)).resume();
