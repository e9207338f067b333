import { expect, test } from 'vitest';
import { randomIds } from '../../lib/core/ids.ts';
import { createSealer } from '../../lib/core/sealer.ts';

const sealer = createSealer('a secret of the deployment', 'tests', randomIds);

test('what is sealed opens as it was, and is never sealed alike twice', () => {
  for (const text of ['', 'hunter2', 'Schlüssel 鍵 🔑']) {
    expect(sealer.open(sealer.seal(text))).toBe(text);
    expect(sealer.seal(text)).not.toBe(sealer.seal(text));
    expect(Buffer.from(sealer.seal('hunter2'), 'base64url').includes('hunter2')).toBe(false);
  }
});

test('another secret, another purpose and a changed byte open nothing', () => {
  const sealed = sealer.seal('hunter2');
  expect(createSealer('another secret', 'tests', randomIds).open(sealed)).toBeNull();
  expect(createSealer('a secret of the deployment', 'other tests', randomIds).open(sealed)).toBeNull();
  const bytes = Buffer.from(sealed, 'base64url');
  for (const at of [0, 13, bytes.length - 1]) {
    const changed = Uint8Array.from(bytes, (byte, i) => (i === at ? byte ^ 1 : byte));
    expect(sealer.open(Buffer.from(changed).toString('base64url'))).toBeNull();
  }
  expect(sealer.open('')).toBeNull();
});

test('a mark tells texts apart, and only under its secret', () => {
  expect(sealer.mark('hunter2')).toBe(sealer.mark('hunter2'));
  expect(sealer.mark('hunter2')).not.toBe(sealer.mark('hunter3'));
  expect(sealer.mark('hunter2')).not.toBe(createSealer('another', 'tests', randomIds).mark('hunter2'));
});
