import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from '../../packages/client/src/sha256.ts';

test('the digest is that of Node, however the bytes come in pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), (pieces) => {
      const own = sha256();
      const wanted = createHash('sha256');
      for (const piece of pieces) {
        own.update(piece);
        wanted.update(piece);
      }
      expect(own.digest()).toBe(wanted.digest('hex'));
    }),
  );
});
