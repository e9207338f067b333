import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';

interface ValueOf {
  text: string | null;
  int: number | null;
  float8: number | null;
  boolean: boolean;
  jsonb: string;
}
type Types = Readonly<Record<string, keyof ValueOf>>;

/** What a statement is made of: each of its arguments, as SQL. */
export type Arguments<T extends Types> = { [Name in keyof T]: SQL };
/** The values of a call; `jsonb` as JSON text. */
export type Values<T extends Types> = { [Name in keyof T]: ValueOf[T[Name]] };

/** A statement of which a form that costs less does the same where `when` holds; null: there it does nothing. */
export interface Eased {
  when: SQL;
  eased: SQL | null;
  otherwise: Part;
}
export type Part = SQL | Eased;

/** One call of stored statements, both ways to send it; they do the same. */
export interface StoredCall {
  /** A call of the database's function: gives `[n, row]` as `row` for each row of its statement `n`. */
  call: { sql: string; params: unknown[] };
  /** How many statements it is made of. */
  count: number;
  /** The statements themselves, for a database that lacks the function. */
  plain(): readonly SQL[];
}

/**
 * Statements that go one after another in one call, each seeing what those before it did, and what others committed
 * meanwhile. Each session of the database keeps their plans, since they are the body of a function: planning the
 * statements of a turn anew takes two to three times as long as running them.
 */
export interface StoredSequence<T extends Types = Types> {
  /** Ends in a hash of the definition: code of two versions on one database calls each its own. */
  readonly name: string;
  /** Creates the function. */
  readonly definition: string;
  with(values: Values<T>): StoredCall;
}

/** What the names of all such functions begin with. */
export const STORED = 'unstuck_stored_';

/**
 * Generic plans over indexes, whatever the tables held when a session made them: a plan from a nearly empty table
 * would read all of a large one, in order or to hash it. JIT would compile what only looks expensive without that.
 */
const SETTINGS = [
  'plan_cache_mode = force_generic_plan',
  'enable_seqscan = off',
  'enable_hashjoin = off',
  'enable_mergejoin = off',
  'random_page_cost = 0.1',
  'jit = off',
]
  .map((setting) => `set ${setting}`)
  .join(' ');

/**
 * @param name in snake case.
 * @param types of the arguments.
 * @param statements return rows, as `select` or `returning` does; they may change rows too.
 */
export function storedSequence<T extends Types>(
  name: string,
  types: T,
  statements: (args: Arguments<T>) => readonly Part[],
): StoredSequence<T> {
  const names: (keyof T & string)[] = Object.keys(types);
  const made = (argument: (of: keyof T & string, i: number) => SQL) =>
    statements(argumentsOf<T>(names.map((of, i) => [of, argument(of, i)])));
  const lazy = { definition: '', name: '', call: '', count: 0 };
  const define = () => {
    if (lazy.name !== '') return lazy;
    const parts = made((_, i) => sql.raw(`$${i + 1}`));
    const body = bodyOf(parts);
    const hash = createHash('sha256').update(body).update(JSON.stringify(types)).digest('hex').slice(0, 12);
    lazy.name = `${STORED}${name}_${hash}`;
    lazy.definition = `create function ${lazy.name}(${Object.values(types).join(', ')}) returns setof jsonb
      language plpgsql ${SETTINGS} as $stored$${body}$stored$`;
    lazy.call = `select ${lazy.name}(${names.map((of, i) => `$${i + 1}::${String(types[of])}`).join(', ')}) as row`;
    lazy.count = parts.length;
    return lazy;
  };
  return {
    get name() {
      return define().name;
    },
    get definition() {
      return define().definition;
    },
    with(values) {
      const { call, count } = define();
      const bound = (of: keyof T & string) => sql`${values[of]}::${sql.raw(String(types[of]))}`;
      return {
        call: { sql: call, params: names.map((of) => values[of]) },
        count,
        plain: () => made(bound).map(wholeOf),
      };
    },
  };
}

/** A sequence of one. */
export const storedStatement = <T extends Types>(
  name: string,
  types: T,
  statement: (args: Arguments<T>) => SQL,
): StoredSequence<T> => storedSequence(name, types, (args) => [statement(args)]);

/** The entries are one for each name of `T`. */
const argumentsOf = <T extends Types>(entries: [keyof T & string, SQL][]): Arguments<T> =>
  Object.fromEntries(entries) as Arguments<T>;

const isEased = (part: Part): part is Eased => 'when' in part;

const wholeOf = (part: Part): SQL => (isEased(part) ? wholeOf(part.otherwise) : part);

/** What a statement binds besides its arguments are constants of the code. */
const textOf = (statement: SQL): string => new PgDialect().sqlToQuery(statement.inlineParams()).sql;

function loopOf(part: Part, n: number): string {
  if (isEased(part)) {
    const eased = part.eased === null ? '' : loopOf(part.eased, n);
    return `  if ${textOf(part.when)} then\n${eased}\n  else\n${loopOf(part.otherwise, n)}\n  end if;`;
  }
  return `  for stored_row in ${textOf(part)} loop return next jsonb_build_array(${n}, to_jsonb(stored_row)); end loop;`;
}

const bodyOf = (parts: readonly Part[]): string => `
#variable_conflict use_column
declare stored_row record;
begin
${parts.map(loopOf).join('\n')}
end `;
