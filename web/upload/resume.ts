const PREFIX = 'unstuck.upload.';

/** Which upload a file belongs to, kept in the tab: a reload, or a lost connection, need not begin anew. */
export function recall(fingerprint: string): string | null {
  return within(() => sessionStorage.getItem(PREFIX + fingerprint)) ?? null;
}

export function remember(fingerprint: string, id: string): void {
  within(() => sessionStorage.setItem(PREFIX + fingerprint, id));
}

export function forget(fingerprint: string): void {
  within(() => sessionStorage.removeItem(PREFIX + fingerprint));
}

/** Where storage is turned off, an upload begins anew. */
function within<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}

/** The same file, as far as a page can tell without reading it all. */
export const fingerprintOf = ({ name, size, lastModified }: File): string =>
  `${name} ${size} ${lastModified}`;
