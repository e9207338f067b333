import { documentInput } from '../schema.ts';

/**
 * What a document analysis is asked with. http and this machine are let through: whoever accepts the request knows
 * whether they are allowed.
 */
const given = documentInput({ allowLocal: true });

export const documentRequestInput = given.openapi('DocumentInput');

/** Its fields, for requests that bring the file along. */
export const documentFields = given.shape;
