import { type Signal, signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { defaultKeybindingsHandlerIgnore, tinykeys } from 'tinykeys';

export interface Shortcut {
  /** As tinykeys writes it, e.g. `g j`. */
  keys: string;
  /** What it does, for the sheet of keys. */
  says: string;
  run: (event: KeyboardEvent) => void;
}

const NAME = 'unstuck.keys';
/** After `g` the next letter names a place, and means nothing else. */
const GO_WITHIN_MS = 1_000;

/** Whether single keys do anything: WCAG 2.1.4 asks that they can be turned off. */
export const keysOn: Signal<boolean> = signal(read());
/** Those of the page that is open. */
export const pageKeys: Signal<readonly Shortcut[]> = signal([]);

function read(): boolean {
  try {
    return localStorage.getItem(NAME) !== 'off';
  } catch {
    // Storage is turned off: the choice lasts as long as the page.
    return true;
  }
}

export function turnKeys(on: boolean): void {
  keysOn.value = on;
  try {
    localStorage.setItem(NAME, on ? 'on' : 'off');
  } catch {
    // See `read`.
  }
}

const ignored = (event: KeyboardEvent): boolean =>
  !keysOn.value || defaultKeybindingsHandlerIgnore(event) || document.querySelector('dialog[open]') !== null;

let goUntil = 0;

/** Listens for keys until the answer is called. */
export function listen(shortcuts: readonly Shortcut[]): () => void {
  const map = Object.fromEntries(
    shortcuts.map(({ keys, run }) => [
      keys,
      (event: KeyboardEvent) => {
        if (!keys.includes(' ') && performance.now() < goUntil) return;
        event.preventDefault();
        // Only after all listeners: this very letter is not the page's.
        setTimeout(() => {
          goUntil = 0;
        });
        run(event);
      },
    ]),
  );
  const go = {
    g: () => {
      goUntil = performance.now() + GO_WITHIN_MS;
    },
  };
  const off = tinykeys(window, map, { ignore: ignored });
  const goOff = shortcuts.some(({ keys }) => keys.startsWith('g '))
    ? tinykeys(window, go, { ignore: ignored })
    : null;
  return () => {
    off();
    goOff?.();
  };
}

/** The keys of a page, for as long as it is open. They may do something else at each render, but stay the same keys. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const now = useRef(shortcuts);
  now.current = shortcuts;
  // Before it is painted: a key works as soon as the page is seen.
  useLayoutEffect(() => {
    const stable = shortcuts.map(({ keys, says }, i) => ({
      keys,
      says,
      run: (event: KeyboardEvent) => now.current[i]?.run(event),
    }));
    pageKeys.value = stable;
    const off = listen(stable);
    return () => {
      off();
      if (pageKeys.value === stable) pageKeys.value = [];
    };
  }, []);
}
