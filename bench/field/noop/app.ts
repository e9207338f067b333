// `#app` of the functions in the bench `field`: the service as it is, with one kind of job whose steps do nothing.
import { type App, createApp } from '../../../lib/app.ts';
import { processConfig } from '../../../lib/config.ts';
import { noopAnalyzer } from './analyzer.ts';

let present: App | undefined;

export function app(): App {
  present ??= createApp(processConfig(), {
    products: [{ name: 'noop', create: () => ({ analyzer: noopAnalyzer() }) }],
  });
  return present;
}
