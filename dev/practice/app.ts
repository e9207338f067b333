// `#app` of the functions of the local stack: the service as it is, and a kind of job to break on purpose.
import { type App, createApp } from '../../lib/app.ts';
import { processConfig } from '../../lib/config.ts';
import type { ProductEntry } from '../../lib/product.ts';
import { PRODUCTS } from '../../lib/products.ts';
import { practiceAnalyzer } from './analyzer.ts';

const practice: ProductEntry = {
  name: 'practice',
  create: ({ clock }) => ({ analyzer: practiceAnalyzer(clock), exampleInput: { steps: 200 } }),
};

/** A step that is tried alone, in a process of its own, needs the same products. */
const ALONE = new URL('./practice-alone.js', import.meta.url);

let present: App | undefined;

export function app(): App {
  present ??= createApp(processConfig(), { products: [...PRODUCTS, practice], appModule: ALONE });
  return present;
}
