import { useEffect } from 'preact/hooks';

/** Brings what the address names into view when the page has come: the browser looks for it before that. */
export function useHashTarget(): void {
  useEffect(() => {
    const id = decodeURIComponent(location.hash.slice(1));
    const found = id === '' ? null : document.getElementById(id);
    found?.closest('details')?.setAttribute('open', '');
    found?.scrollIntoView();
  }, []);
}
