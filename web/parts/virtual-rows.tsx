import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { rangeOf } from './visible-range.ts';

interface VirtualRowsProps {
  count: number;
  /** Height of each row, in CSS pixels. */
  height: number;
  /** A row that is taller by its details. */
  open?: { index: number; more: number } | null;
  /** Beyond what is seen, so that scrolling shows no gaps. */
  spare?: number;
  row: (index: number, place: { top: string }) => ComponentChildren;
  /** Called with the rows in view when they change. */
  onView?: (first: number, last: number) => void;
}

/** Rows by the thousand in the page's own scroll: only those in view are in the document. */
export function VirtualRows({ count, height, open = null, spare = 12, row, onView }: VirtualRowsProps) {
  const box = useRef<HTMLOListElement>(null);
  const range = useSignal<[number, number]>([0, Math.min(count, 40)]);
  const more = open?.more ?? 0;
  const openAt = open?.index ?? null;
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      const top = box.current?.getBoundingClientRect().top ?? 0;
      const next = rangeOf({ top: -top, view: innerHeight, count, height, spare, open: openAt, more });
      const [first, last] = range.value;
      if (next[0] === first && next[1] === last) return;
      range.value = next;
      onView?.(...next);
    };
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    look();
    addEventListener('scroll', soon, { passive: true });
    addEventListener('resize', soon);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', soon);
      removeEventListener('resize', soon);
    };
  }, [count, height, spare, openAt, more, onView]);
  const [first, last] = range.value;
  const below = (index: number) => (openAt !== null && index > openAt ? more : 0);
  const shown = Array.from({ length: Math.max(0, Math.min(count, last) - first) }, (_, i) => first + i);
  return (
    <ol ref={box} class="rows" style={{ height: `${count * height + more}px` }}>
      {shown.map((index) => row(index, { top: `${index * height + below(index)}px` }))}
    </ol>
  );
}
