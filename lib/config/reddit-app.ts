import type { Gathered } from './gathered.ts';
import { tokenOf } from './secrets.ts';

const APPS = 'from the app at reddit.com/prefs/apps';

/** An app of Reddit; undefined if there is none. Half of one is a problem, and none is used. */
export function readRedditApp({ read, lacking, has }: Gathered): { id: string; secret: string } | undefined {
  const id = read('REDDIT_CLIENT_ID', tokenOf(APPS));
  const secret = read('REDDIT_CLIENT_SECRET', tokenOf(APPS));
  if (id !== undefined && secret !== undefined) return { id, secret };
  const [missing, other] =
    id === undefined
      ? ['REDDIT_CLIENT_ID', 'REDDIT_CLIENT_SECRET']
      : ['REDDIT_CLIENT_SECRET', 'REDDIT_CLIENT_ID'];
  const isHalf = (id !== undefined || secret !== undefined) && !has(missing);
  if (isHalf) lacking(missing, `Copy it ${APPS}, or leave out ${other}.`, 'broken', `, and ${other} is`);
  return undefined;
}
