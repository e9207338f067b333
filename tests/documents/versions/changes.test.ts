import { expect, test } from 'vitest';
import { changesOf, type VersionSection } from '../../../lib/documents/versions/changes.ts';
import { box } from '../http/seed-document.ts';

const section = (title: string, page: number, ...texts: string[]): VersionSection => ({
  path: [title],
  passages: texts.map((text, at) => ({ id: `p${page}-${at}`, page, box: box(at), text })),
});

const OLD = [
  section('Scope', 1, 'The pump must run at 40 bar.', 'It is blue.', 'Twice.', 'Twice.'),
  section('Warranty', 2, 'Two years.'),
];
const NEW = [
  section('SCOPE', 1, 'Twice.', 'A new paragraph.', 'The pump must run at 60 bar.', 'It  is blue.'),
  section('Safety', 3, 'Wear gloves.'),
];

test('versions differ by section, with what both say and where', () => {
  const told = changesOf(OLD, NEW).map(({ path, in: where, changes }) => [
    ...[path[0], where],
    ...changes.map(({ a, b }) => [a && `${a.text} ${a.id}`, b && `${b.text} ${b.id}`]),
  ]);
  expect(told).toEqual([
    [
      ...['SCOPE', 'both', [null, 'A new paragraph. p1-1']],
      ['The pump must run at 40 bar. p1-0', 'The pump must run at 60 bar. p1-2'],
      ['Twice. p1-3', null],
    ],
    ['Safety', 'b', [null, 'Wear gloves. p3-0']],
    ['Warranty', 'a', ['Two years. p2-0', null]],
  ]);
});

test('a version does not differ from itself, whatever was moved', () => {
  expect(changesOf(OLD, OLD)).toEqual([]);
  const [first, ...rest] = OLD[0]?.passages ?? [];
  const moved = [{ path: ['Scope'], passages: first ? [...rest, first] : rest }, OLD[1] ?? section('', 1)];
  expect(changesOf(OLD, moved)).toEqual([]);
});
