import { z } from 'zod';

/** A field that may be missing or malformed without costing the post it stands in. */
export const optionalText = z.string().max(1_000_000).nullish().catch(null);
export const optionalFlag = z.boolean().nullish().catch(null);

/** A count that the network gives; null for none, a negative one (hidden) and anything else. */
export const optionalCount = z
  .unknown()
  .optional()
  .transform((value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null,
  );

/** The network's own id of a post or an account. */
export const networkId = z.string().min(1).max(512);

/** A list of which only the readable items are kept. */
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
