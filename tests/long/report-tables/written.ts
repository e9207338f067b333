import type { Draw } from '../../../dev/faults/random.ts';
import {
  COUNTRIES,
  cell,
  column,
  MEASURES,
  OFFICES,
  pick,
  type ReportTable,
  SECTORS,
  SHORT,
  sentence,
  shuffled,
  times,
  whole,
  words,
} from './cells.ts';

// Tables of words: cells of several lines.

/** Measures of a law with what they are for, dates and states. */
export function acts(draw: Draw, look: string): ReportTable {
  const rows = times(whole(draw, 3, 8), () => [
    cell(
      `${pick(draw, ['Directive', 'Regulation', 'Decision'])} ${whole(draw, 1990, 2012)}/${whole(draw, 1, 99)}/EC`,
    ),
    cell(sentence(draw, whole(draw, 6, 22))),
    cell(pick(draw, COUNTRIES)),
    ...(look.includes('wide') ? [cell(sentence(draw, whole(draw, 4, 14)))] : []),
    cell(`${whole(draw, 1, 28)}.${whole(draw, 1, 12)}.${whole(draw, 1999, 2012)}`),
  ]);
  const head = [
    'Act',
    'Subject matter',
    'Rapporteur',
    ...(look.includes('wide') ? ['Comments'] : []),
    'Date of entry',
  ];
  return { rows: [head.map((each) => cell(each)), ...rows], head: 1, look };
}

/** What a word means, in two columns. */
export function terms(draw: Draw, look: string): ReportTable {
  const rows = shuffled(draw, MEASURES)
    .slice(0, whole(draw, 4, 9))
    .map((name) => [cell(name), cell(sentence(draw, whole(draw, 8, 26)))]);
  return { rows: [[cell('Variable'), cell('Definition')], ...rows], head: 1, look };
}

/** Two columns of sentences and one of figures. */
export function findings(draw: Draw, look: string): ReportTable {
  const rows = times(whole(draw, 3, 8), (at) => [
    cell(String(at + 1)),
    cell(sentence(draw, whole(draw, 5, 16))),
    cell(words(draw, whole(draw, 3, 12))),
    cell(String(whole(draw, 1, 400)), 'n'),
  ]);
  const head = ['No', 'Finding', 'Action taken', 'Cases'].map((each, at) => cell(each, at === 3 ? 'n' : ''));
  return { rows: [head, ...rows], head: 1, look };
}

/** A sector over several rows of words. */
export function programmes(draw: Draw, look: string): ReportTable {
  const rows = shuffled(draw, SECTORS)
    .slice(0, whole(draw, 2, 4))
    .flatMap((name) => {
      const count = whole(draw, 2, 4);
      return times(count, (at) => [
        ...(at === 0 ? [cell(name, 'm', 1, count)] : []),
        cell(words(draw, whole(draw, 2, 5))),
        cell(sentence(draw, whole(draw, 4, 14))),
      ]);
    });
  return { rows: [[cell('Sector'), cell('Measure'), cell('State of play')], ...rows], head: 1, look };
}

/** Contacts: names, towns and telephone numbers. */
export function contacts(draw: Draw, look: string): ReportTable {
  const rows = shuffled(draw, COUNTRIES)
    .slice(0, whole(draw, 4, 16))
    .map((name) => [
      cell(name),
      cell(words(draw, whole(draw, 2, 4))),
      cell(`+${whole(draw, 30, 48)} ${whole(draw, 100, 999)} ${whole(draw, 10000, 99999)}`),
      cell(`${name.toLowerCase().replace(' ', '.')}@example.org`),
    ]);
  return {
    rows: [['Country', 'Institution', 'Telephone', 'E-mail'].map((each) => cell(each)), ...rows],
    head: 1,
    look,
  };
}

/** Names of offices, which break before capitals, and figures beside them. */
export function offices(draw: Draw, look: string): ReportTable {
  const count = whole(draw, 2, 4);
  const make = column(draw);
  const rows = shuffled(draw, OFFICES)
    .slice(0, whole(draw, 5, 12))
    .map((name) => [
      cell(draw() < 0.5 ? `${name} and ${pick(draw, OFFICES)}` : name, 's'),
      ...times(count, () => cell(make(), 'n')),
    ]);
  const head = ['Agency', ...shuffled(draw, SHORT).slice(0, count)];
  return { rows: [head.map((each, at) => cell(each, at > 0 ? 'n' : '')), ...rows], head: 1, look };
}

/** What offices have to do and have done. */
export function tasks(draw: Draw, look: string): ReportTable {
  const rows = times(whole(draw, 4, 8), () => [
    cell(pick(draw, OFFICES)),
    cell(sentence(draw, whole(draw, 5, 16))),
    cell(sentence(draw, whole(draw, 4, 14))),
  ]);
  return { rows: [['Body', 'Task', 'Progress'].map((each) => cell(each)), ...rows], head: 1, look };
}

/** Lists in cells. */
export function lists(draw: Draw, look: string): ReportTable {
  const rows = times(whole(draw, 3, 5), () => [
    cell(pick(draw, OFFICES)),
    cell(times(whole(draw, 2, 4), () => `• ${words(draw, whole(draw, 3, 9))}`).join('\n')),
    cell(sentence(draw, 6)),
  ]);
  return { rows: [['Unit', 'Activities', 'Result'].map((each) => cell(each)), ...rows], head: 1, look };
}
