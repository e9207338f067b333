import { signal } from '@preact/signals';

const NAME = 'unstuck.key';

/** Kept for the tab alone, and never in an address. */
const key = signal(read());

function read(): string {
  try {
    return sessionStorage.getItem(NAME) ?? '';
  } catch {
    // Storage is turned off: the key lasts as long as the page.
    return '';
  }
}

/** What a visitor may see: by a key that they enter, or by the token of a shared link. */
export const credential = {
  key,
  /** @param value '' forgets the key. */
  keep(value: string): void {
    key.value = value;
    try {
      if (value === '') sessionStorage.removeItem(NAME);
      else sessionStorage.setItem(NAME, value);
    } catch {
      // See `read`.
    }
  },
  /** Of a shared link; null on every other page. */
  share(): string | null {
    return new URLSearchParams(location.search).get('share');
  },
  headers(): Record<string, string> {
    const token = credential.share() ?? key.value;
    return token === '' ? {} : { authorization: `Bearer ${token}` };
  },
};
