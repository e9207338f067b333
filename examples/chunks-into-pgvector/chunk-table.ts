import type { Chunk } from './chunk-lines.ts';
import type { Embedding } from './stand-in-embedding.ts';

/** A pool or client of `pg` or of `@neondatabase/serverless`, or a PGlite. */
export interface Database {
  query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

export interface Found {
  job_id: string;
  page: number;
  section: string[];
  text: string;
  places: Chunk['places'];
  /** Cosine of the angle between question and chunk: 1 is the same direction. */
  similarity: number;
}

const AT_ONCE = 100;

const literal = (vector: readonly number[] | undefined): string => `[${(vector ?? []).join(',')}]`;

/** The extension needs a role that may create it; on Neon every role of a project may. */
export async function createTable(db: Database, { dimensions }: Embedding): Promise<void> {
  await db.query('create extension if not exists vector');
  await db.query(`create table if not exists chunks (
    job_id text, chunk int, page int, section jsonb, text text, places jsonb, embedding vector(${dimensions}),
    primary key (job_id, chunk))`);
  await db.query(
    'create index if not exists chunks_nearest on chunks using hnsw (embedding vector_cosine_ops)',
  );
}

/** Stores the chunks of a job. Storing them again replaces them. @returns how many there are */
export async function storeChunks(
  db: Database,
  embedding: Embedding,
  jobId: string,
  chunks: AsyncIterable<Chunk>,
): Promise<number> {
  let stored = 0;
  let held: Chunk[] = [];
  const flush = async () => {
    const vectors = await embedding.embed(held.map(({ section, text }) => [...section, text].join('\n')));
    const rows = held.map((chunk, i) => ({ ...chunk, embedding: literal(vectors[i]) }));
    await db.query(
      `insert into chunks
         select $1, c.chunk, c.page, c.section, c.text, c.places, c.embedding::vector
         from jsonb_to_recordset($2::jsonb)
           as c(chunk int, page int, section jsonb, text text, places jsonb, embedding text)
       on conflict (job_id, chunk) do update set page = excluded.page, section = excluded.section,
         text = excluded.text, places = excluded.places, embedding = excluded.embedding`,
      [jobId, JSON.stringify(rows)],
    );
    stored += held.length;
    held = [];
  };
  for await (const chunk of chunks) {
    held.push(chunk);
    if (held.length === AT_ONCE) await flush();
  }
  if (held.length > 0) await flush();
  // A run that was repeated may have fewer.
  await db.query('delete from chunks where job_id = $1 and chunk > $2', [jobId, stored]);
  return stored;
}

/** The chunks nearest to a question, nearest first, each with where it stands. */
export async function nearest(
  db: Database,
  embedding: Embedding,
  question: string,
  limit = 5,
): Promise<Found[]> {
  const [vector] = await embedding.embed([question]);
  const { rows } = await db.query<Found>(
    `select job_id, page, section, text, places, 1 - (embedding <=> $1::vector) as similarity
     from chunks order by embedding <=> $1::vector limit $2`,
    [literal(vector), limit],
  );
  return rows;
}
