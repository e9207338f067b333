import { z } from '../../../http/route.ts';
import { noDocument } from '../../files/state.ts';

export const documentParams = z.object({
  id: z.string().openapi({ example: 'doc_01k0a3v5zq8m4n7p2r6t9w1x3y' }),
});

/** Checks that the id is well-formed. @throws Refusal `not_found` if not. */
export function documentIdOf({ id }: z.infer<typeof documentParams>): string {
  if (!/^doc_[\w-]{1,60}$/.test(id)) throw noDocument(id.slice(0, 64));
  return id;
}
