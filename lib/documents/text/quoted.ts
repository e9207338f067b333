import { holdsCentre } from '../layout/boxes.ts';
import type { ReaderAnnotation, TextRun } from '../pdf/page.ts';

/** Marks on a scan have no text in the file: they quote what was recognized beneath them. */
export function quoted(
  annotations: readonly ReaderAnnotation[],
  runs: readonly TextRun[],
): ReaderAnnotation[] {
  return annotations.map((annotation) => {
    if (annotation.quote !== null || !annotation.boxes) return annotation;
    const words = annotation.boxes.flatMap((box) => runs.filter((run) => holdsCentre(box, run.box)));
    const quote = words.map(({ text }) => text.trim()).join(' ');
    return quote === '' ? annotation : { ...annotation, quote };
  });
}
