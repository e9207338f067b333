import type { ComponentChildren } from 'preact';

/** What may be wider than the page: it scrolls in a box of its own, which the keyboard reaches too. */
export function Scroller({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reached by keyboard (axe: scrollable-region-focusable).
    <section class="wide" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
