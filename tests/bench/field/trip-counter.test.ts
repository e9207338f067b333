import { expect, test } from 'vitest';
import { tripCounter } from '../../../bench/field/trip-counter.ts';

/** A message of PostgreSQL's protocol; the first ones of a connection have no letter. */
function message(letter: string, body: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(letter.length + 4);
  head.write(letter);
  head.writeInt32BE(4 + body.length, letter.length);
  return Buffer.concat([head, body]);
}

function code(number: number): Buffer {
  const body = Buffer.alloc(4);
  body.writeInt32BE(number);
  return body;
}

const PROTOCOL = code(196_608);
const SSL_REQUEST = code(80_877_103);
/** Two statements with their results awaited, each as the extended protocol sends it, and a plain one. */
const SENT = Buffer.concat([
  message('', SSL_REQUEST),
  message('', PROTOCOL),
  message('p', Buffer.from('SQSQ')),
  ...['P', 'B', 'E', 'S', 'B', 'E', 'S'].map((letter) => message(letter, Buffer.from('QS'))),
  message('Q', Buffer.from('select 1')),
  message('X'),
]);

test.each([1, 3, 7, SENT.length])('counts what a client waits for, in chunks of %i bytes', (size) => {
  let trips = 0;
  const count = tripCounter(() => trips++);
  for (let at = 0; at < SENT.length; at += size) count(SENT.subarray(at, at + size));
  expect(trips).toBe(3);
});
