import { z } from '../../../http/route.ts';

/** SHA-256 of a whole file, normalized to lower case. */
export const sha256Schema = z
  .string('sha256 must be a string of 64 hexadecimal digits.')
  .toLowerCase()
  .regex(/^[0-9a-f]{64}$/, 'sha256 must be 64 hexadecimal digits.')
  .openapi({
    description: 'SHA-256 of the whole file.',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  });
