import { useSignal } from '@preact/signals';
import { type ComponentChildren, Fragment } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isJump, rangeOf } from './visible-range.ts';

interface VirtualRowsProps {
  count: number;
  /** Height of each row, in CSS pixels. */
  height: number;
  /** A row that is taller by its details. */
  open?: { index: number; more: number } | null;
  /** Beyond what is seen, so that scrolling shows no gaps. */
  spare?: number;
  /** Without a key: elements are used again for rows that come into view. `top` in CSS pixels. */
  row: (index: number, top: number) => ComponentChildren;
  /** Called with the rows in view when they change. */
  onView?: (first: number, last: number) => void;
}

/** Drawn before the window is known; `onView` is called when it turns out to be others. */
export const FIRST = 40;

/** Rows by the thousand in the page's own scroll: only those in view are in the document. */
export function VirtualRows({ count, height, open = null, spare = 12, row, onView }: VirtualRowsProps) {
  const box = useRef<HTMLOListElement>(null);
  const range = useSignal<[number, number]>([0, Math.min(count, FIRST)]);
  const told = useRef(onView);
  told.current = onView;
  const more = open?.more ?? 0;
  const openAt = open?.index ?? null;
  useEffect(() => {
    let frame = 0;
    let isHalf = false;
    const look = () => {
      frame = 0;
      const top = box.current?.getBoundingClientRect().top ?? 0;
      const placed = { top: -top, view: innerHeight, count, height, open: openAt, more };
      const next = rangeOf({ ...placed, spare });
      const [first, last] = range.value;
      if (next[0] === first && next[1] === last) return;
      // What is seen comes first; the spare rows around it in a task of their own.
      isHalf = !isHalf && isJump(range.value, next);
      range.value = isHalf ? rangeOf({ ...placed, spare: 1 }) : next;
      if (isHalf) soon();
      told.current?.(...next);
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
  }, [count, height, spare, openAt, more, range]);
  const [first, last] = range.value;
  const below = (index: number) => (openAt !== null && index > openAt ? more : 0);
  const shown = Array.from({ length: Math.max(0, Math.min(count, last) - first) }, (_, i) => first + i);
  const slots = Math.max(FIRST, Math.ceil(innerHeight / height) + 2 * spare + 2);
  return (
    <ol ref={box} class="rows" style={{ height: `${count * height + more}px` }}>
      {shown.map((index) => (
        <Fragment key={index % slots}>{row(index, index * height + below(index))}</Fragment>
      ))}
    </ol>
  );
}
