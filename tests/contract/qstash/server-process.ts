import { startQstash } from '../../../dev/qstash/server.ts';

/** A server in a process of its own, to be killed: `node server-process.ts <file>` prints its url and token. */
const [, , file = ''] = process.argv;
const { url, token } = await startQstash({ file });
console.log(JSON.stringify({ url, token }));
