import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** What may be wider than the page scrolls in a box of its own, which the keyboard reaches if it does. */
export function Wide({ label, children }: { label: string; children: ComponentChildren }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => {
      if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return (
    <section ref={box} class="wide" aria-label={label}>
      {children}
    </section>
  );
}
