import { z } from 'zod';
import { storable } from '../../core/storable-text.ts';

const MOST_CHARACTERS = 200;

/** A name in a provider's answer, in one line; null if it is missing, empty or no text. */
export const ListingText = z
  .string()
  .transform((text) => storable(text).replace(/\s+/g, ' ').trim().slice(0, MOST_CHARACTERS).toWellFormed())
  .transform((text) => text || null)
  .nullish()
  .catch(null)
  .transform((text) => text ?? null);
