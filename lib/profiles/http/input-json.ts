import { profileInputSchema } from '../schema.ts';

/** What a profile analysis is asked with, checked but not yet normalized: that is done when it is submitted. */
export const profileInput = profileInputSchema.in.openapi('ProfileInput');

/** A platform by its name or an alias, as its name. */
export const platformSchema = profileInput.shape.platform;
