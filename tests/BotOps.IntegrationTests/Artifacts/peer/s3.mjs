// A server that speaks S3, with a folder of its own: node s3.mjs PORT FOLDER BUCKET. Ends when its input does.
import S3rver from '@20minutes/s3rver';

const [port, directory, name] = process.argv.slice(2);
const server = new S3rver({ port: Number(port), address: '127.0.0.1', silent: true, directory, configureBuckets: [{ name }] });
await server.run();
console.log(`ready ${port}`);
process.stdin.on('end', () => process.exit(0)).resume();
