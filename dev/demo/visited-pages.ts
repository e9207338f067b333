import { z } from 'zod';

const listSchema = z.object({ data: z.array(z.object({ id: z.string(), kind: z.string() })) });

/** A page of the face with something to see on it. */
export interface VisitedPage {
  /** For files and messages. */
  name: string;
  path: string;
}

/** Every page of a stack that has its samples: what is looked at, and what tests go through. */
export async function visitedPages(url: string): Promise<VisitedPage[]> {
  const answer = await fetch(`${url}/api/v1/jobs?tag=sample`);
  const { data } = listSchema.parse(await answer.json());
  const idOf = (kind: string): string => {
    const found = data.find((job) => job.kind === kind);
    if (!found) throw new Error(`There is no sample of kind ${kind}.`);
    return found.id;
  };
  return [
    { name: 'start', path: '/' },
    { name: 'jobs', path: '/jobs' },
    { name: 'job', path: `/jobs/${idOf('stocks')}` },
    { name: 'stocks', path: '/stocks' },
    { name: 'symbol', path: '/stocks/AAPL' },
    { name: 'watchlist', path: '/stocks/watchlist' },
    { name: 'evidence', path: '/stocks/evidence' },
    { name: 'record', path: '/stocks/record' },
    { name: 'documents', path: '/documents' },
    { name: 'document', path: `/documents/${idOf('document')}` },
    { name: 'document-tables', path: `/documents/${idOf('document')}?side=tables` },
    { name: 'profiles', path: '/profiles' },
    { name: 'profile', path: `/profiles/${idOf('profile')}` },
    { name: 'queue', path: '/_qstash' },
    { name: 'docs', path: '/docs' },
    { name: 'docs-jobs', path: '/docs/jobs' },
    { name: 'nothing', path: '/jobs/job_01k0a3v5zq8m4n7p2r6t9w' },
  ];
}
