import { z } from '../../../http/route.ts';

/** The SHA-256 of a whole file, in lower case. */
export const sha256Schema = z
  .string('sha256 is a text of 64 hexadecimal digits.')
  .toLowerCase()
  .regex(/^[0-9a-f]{64}$/, 'sha256 is 64 hexadecimal digits.')
  .openapi({
    description: 'Of the whole file.',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  });
