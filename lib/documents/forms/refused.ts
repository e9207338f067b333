import { PermanentError } from '../../core/errors.ts';
import { FORM_LIMITS } from './limits.ts';

const SPLIT = 'Split it and send the parts.';

export const damaged = (what: string) =>
  new PermanentError('document_damaged', `The file cannot be read: ${what}. Save it again, and send that.`);
export const tooLarge = (what: string) =>
  new PermanentError('document_too_large', `The file is too large to be read: ${what}. ${SPLIT}`);
export const tooManyParagraphs = () => tooLarge(`it has more than ${FORM_LIMITS.blocks} paragraphs`);
export const tooDeep = (depth: number) =>
  new PermanentError('document_too_deep', `Elements of the file are nested more than ${depth} deep.`);
export const encrypted = (what: string) =>
  new PermanentError('document_encrypted', `${what}. Save it without a password, and send that.`);
