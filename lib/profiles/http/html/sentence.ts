import type { Sentence } from '../words/sentence.ts';
import { foreign, html, type Markup } from './markup.ts';

/** A sentence with the words of others in a direction of their own. */
export const told = (sentence: Sentence): Markup =>
  html`${sentence.map((part) => (typeof part === 'string' ? part : foreign(part.quoted)))}`;
