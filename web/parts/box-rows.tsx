import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

interface BoxRowsProps {
  count: number;
  label: string;
  row: (at: number) => ComponentChildren;
  /** A row to be brought into view when it changes. */
  shown?: number;
}

/** Rows drawn before and after those in view. */
const SPARE = 8;

const rowHeight = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row')) || 28;

/** A list of rows of one height that scrolls in a box of its own; only those in view are in the document. */
export function BoxRows({ count, label, row, shown }: BoxRowsProps) {
  const frame = useRef<HTMLDivElement>(null);
  const top = useSignal(0);
  const view = useSignal(600);
  const high = useSignal(28);
  useLayoutEffect(() => {
    const box = frame.current;
    if (!box) return;
    const measure = () => {
      high.value = rowHeight();
      view.value = box.clientHeight;
    };
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(box);
    return () => watcher.disconnect();
  }, [high, view]);
  useEffect(() => {
    const box = frame.current;
    if (!box || shown === undefined) return;
    const at = shown * high.value;
    if (at < box.scrollTop || at + high.value > box.scrollTop + box.clientHeight)
      box.scrollTop = at - box.clientHeight / 2;
  }, [shown, high]);
  const first = Math.max(0, Math.floor(top.value / high.value) - SPARE);
  const last = Math.min(count, Math.ceil((top.value + view.value) / high.value) + SPARE);
  const rows = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at);
  return (
    <div
      class="rows"
      ref={frame}
      onScroll={({ currentTarget }) => {
        top.value = currentTarget.scrollTop;
      }}
    >
      <ol aria-label={label} style={{ height: `${count * high.value}px` }}>
        {rows.map((at) => (
          <li
            key={at}
            aria-posinset={at + 1}
            aria-setsize={count}
            style={{ transform: `translateY(${at * high.value}px)` }}
          >
            {row(at)}
          </li>
        ))}
      </ol>
    </div>
  );
}
