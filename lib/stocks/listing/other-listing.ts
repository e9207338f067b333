import { z } from 'zod';

/** Another security that a symbol can mean. */
export const otherListingSchema = z.object({
  ticker: z.string(),
  name: z.string().nullable(),
  exchange: z.string().nullable(),
  currency: z.string(),
});

export type OtherListing = z.infer<typeof otherListingSchema>;
