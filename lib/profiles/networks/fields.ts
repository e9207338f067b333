import { z } from 'zod';

/** Text whose absence or malformation does not invalidate the post. */
export const optionalText = z.string().max(1_000_000).nullish().catch(null);
export const optionalFlag = z.boolean().nullish().catch(null);

/** A count; null if missing, negative (hidden) or malformed. */
export const optionalCount = z
  .unknown()
  .optional()
  .transform((value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null,
  );

/** The network's id of a post or account. */
export const networkId = z.string().min(1).max(512);

/** A list that drops malformed items. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(z.unknown())
    .nullish()
    .catch([])
    .transform((items) =>
      (items ?? []).flatMap((each) => {
        const read = item.safeParse(each);
        return read.success ? [read.data] : [];
      }),
    );
