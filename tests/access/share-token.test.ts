import { describe, expect, test } from 'vitest';
import { readShareToken, shareToken } from '../../lib/access/share-token.ts';

const KEY = new Uint8Array(32).fill(7);
const CLAIM = { id: 'shr_01k0a3v5zq8m4n7p2r6t9w', expiresAt: 1_796_000_000_000 };
const TOKEN = shareToken(CLAIM, KEY);

describe('a link’s token', () => {
  test('says what was signed, in whole seconds, in characters that an URL takes as they are', () => {
    expect(readShareToken(TOKEN, KEY)).toEqual(CLAIM);
    expect(readShareToken(shareToken({ ...CLAIM, expiresAt: CLAIM.expiresAt + 999 }, KEY), KEY)).toEqual(
      CLAIM,
    );
    expect(encodeURIComponent(TOKEN)).toBe(TOKEN);
  });

  test('that has expired is read all the same: who reads it says why it is refused', () => {
    const old = { ...CLAIM, expiresAt: 1_000 };
    expect(readShareToken(shareToken(old, KEY), KEY)).toEqual(old);
  });

  test('is worth nothing once any of its characters is another', () => {
    for (let at = 0; at < TOKEN.length; at++) {
      for (const other of ['0', 'z', 'A', '_', '-']) {
        if (TOKEN[at] === other) continue;
        const changed = TOKEN.slice(0, at) + other + TOKEN.slice(at + 1);
        // The last of 43 characters holds two bits that say nothing.
        const isSame = at === TOKEN.length - 1 && sameBytes(changed, TOKEN);
        expect([changed, readShareToken(changed, KEY)]).toEqual([changed, isSame ? CLAIM : null]);
      }
    }
  });

  test('cannot lend its signature to another link, or to a later end', () => {
    const signature = TOKEN.slice(-43);
    for (const claim of [
      { ...CLAIM, id: 'shr_01k0a3v5zq8m4n7p2r6t9x' },
      { ...CLAIM, expiresAt: CLAIM.expiresAt + 1_000 },
    ]) {
      expect(readShareToken(shareToken(claim, KEY).slice(0, -43) + signature, KEY)).toBeNull();
    }
  });

  test('is worth nothing with another key', () => {
    expect(readShareToken(TOKEN, new Uint8Array(32).fill(8))).toBeNull();
  });

  test.each([
    ['nothing', ''],
    ['its prefix alone', 'us_'],
    ['without a signature', TOKEN.slice(0, -44)],
    ['cut off', TOKEN.slice(0, -1)],
    ['with more behind it', `${TOKEN}a`],
    ['with a line break behind it', `${TOKEN}\n`],
    ['with something before it', ` ${TOKEN}`],
    ['in capitals', TOKEN.toUpperCase()],
    ['of ten million characters', `us_${'a'.repeat(10_000_000)}`],
  ])('is no token: %s', (_, text) => {
    expect(readShareToken(text, KEY)).toBeNull();
  });
});

const sameBytes = (one: string, other: string): boolean =>
  Buffer.from(one.slice(-43), 'base64url').equals(Buffer.from(other.slice(-43), 'base64url'));
