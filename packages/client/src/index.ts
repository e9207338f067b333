export type { components, paths } from './api-types.ts';
export * from './errors.ts';
export { type Done, isOver, JobHandle, type Waiting, type Watching } from './job.ts';
export type { Listed, Page } from './pages.ts';
export type * from './shapes.ts';
export type { Settings } from './transport.ts';
export { type Creation, Unstuck } from './unstuck.ts';
export type { UploadOptions } from './upload.ts';
export {
  type JobEvent,
  type Signed,
  verifyWebhook,
  type WatchlistEvent,
  type WebhookEvent,
} from './webhook.ts';
