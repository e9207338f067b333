import { misspelt, NAMES, type Name, oftenFor } from './names.ts';
import type { ConfigNote, ConfigProblem } from './problem.ts';
import type { Reader, Reading } from './reading.ts';
import { refused } from './reading.ts';
import { tidy } from './tidy.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

/** What is read of the environment, and what was found wrong on the way: at most one problem a name. */
export interface Gathered {
  readonly variables: Variables;
  readonly onVercel: boolean;
  readonly problems: readonly ConfigProblem[];
  readonly notes: readonly ConfigNote[];
  /**
   * The value of a variable; undefined if it is not set, or cannot be used and is a problem then.
   * @param of the variable that holds it, if it is another one.
   */
  read<T extends {}>(
    name: Name,
    reader: Reader<T>,
    of?: Source,
    severity?: ConfigProblem['severity'],
  ): T | undefined;
  /** The first problem of a name stays. */
  problem(problem: ConfigProblem): void;
  /** A variable that is not set; a name under which its value may stand is told. */
  lacking(name: string, remedy: string, severity?: ConfigProblem['severity'], why?: string): void;
  note(name: string, reason: string): void;
  has(name: string): boolean;
}

/** A value under the name by which the operator knows it. */
export interface Source {
  name: string;
  text: string | undefined;
}

/** A line of another variable was pasted. */
function otherLine(text: string): Reading<never> | null {
  const [, name] = /^(?:export\s+)?([A-Z][A-Z0-9_]+)=/.exec(text) ?? [];
  if (name === undefined || !NAMES.some((each) => each === name)) return null;
  return refused(`holds the line of ${name}`, 'Paste only the value, and that of this variable.');
}

export function gather(variables: Variables): Gathered {
  const problems = new Map<string, ConfigProblem>();
  const notes: ConfigNote[] = [];
  const onVercel = Boolean(variables['VERCEL']);
  const note = (name: string, reason: string) => void notes.push({ name, reason });
  const problem = (found: ConfigProblem) => {
    if (!problems.has(found.name)) problems.set(found.name, found);
  };
  const read: Gathered['read'] = (
    name,
    reader,
    of = { name, text: variables[name] },
    severity = 'broken',
  ) => {
    const { text, slips } = tidy(of.text ?? '', [name, of.name]);
    if (text === '') return undefined;
    const reading = otherLine(text) ?? reader(text, { name: of.name, onVercel });
    for (const reason of slips) note(of.name, reason);
    if ('reason' in reading) {
      problem({ name: of.name, reason: reading.reason, remedy: reading.remedy, severity });
      return undefined;
    }
    for (const reason of reading.notes) note(of.name, reason);
    return reading.value;
  };
  const lacking: Gathered['lacking'] = (name, remedy, severity = 'broken', why = '') => {
    const other = Object.keys(variables).find(
      (each) => variables[each] && (misspelt(each) === name || oftenFor(each) === name),
    );
    const hint = other === undefined ? '' : `, but ${other} is`;
    const rename = other === undefined ? '' : `If ${other} is meant, rename it to ${name}. `;
    problem({ name, reason: `is not set${hint}${why}`, remedy: rename + remedy, severity });
  };
  return {
    variables,
    onVercel,
    lacking,
    get problems() {
      return [...problems.values()];
    },
    notes,
    read,
    problem,
    note,
    has: (name) => problems.has(name),
  };
}
