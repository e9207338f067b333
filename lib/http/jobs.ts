import { chunksHandler, chunksRoute } from '../documents/http/chunks.ts';
import { getPageHandler, getPageRoute, listPagesHandler, listPagesRoute } from '../documents/http/pages.ts';
import { retryChunksHandler, retryChunksRoute } from '../documents/http/retry-chunks.ts';
import { creationHook } from './callback-url.ts';
import type { HttpContext } from './context.ts';
import {
  cancelJobHandler,
  cancelJobRoute,
  removeJobHandler,
  removeJobRoute,
  retryJobHandler,
  retryJobRoute,
} from './jobs/actions.ts';
import { createJobHandler, createJobRoute } from './jobs/create.ts';
import { getJobHandler, getJobRoute, listJobsHandler, listJobsRoute } from './jobs/read.ts';
import { resultHandler, resultRoute } from './jobs/result.ts';
import { listStepsHandler, listStepsRoute } from './jobs/steps.ts';
import { redeliverWebhookHandler, redeliverWebhookRoute } from './jobs/webhook.ts';
import { createRouter, createRoutes, type Routes } from './router.ts';

/** The uniform routes, a job of any kind, and the views of a document's. */
function jobsRoutes(context: HttpContext): Routes {
  const routes = createRoutes();
  routes.openapi(createJobRoute, createJobHandler(context), creationHook(context));
  routes.openapi(listJobsRoute, listJobsHandler(context));
  routes.openapi(getJobRoute, getJobHandler(context));
  routes.openapi(listStepsRoute, listStepsHandler(context));
  routes.openapi(resultRoute, resultHandler(context));
  routes.openapi(cancelJobRoute, cancelJobHandler(context));
  routes.openapi(retryJobRoute, retryJobHandler(context));
  routes.openapi(redeliverWebhookRoute, redeliverWebhookHandler(context));
  routes.openapi(removeJobRoute, removeJobHandler(context));
  routes.openapi(listPagesRoute, listPagesHandler(context));
  routes.openapi(getPageRoute, getPageHandler(context));
  routes.openapi(chunksRoute, chunksHandler(context));
  routes.openapi(retryChunksRoute, retryChunksHandler(context));
  return routes;
}

/** Serves `/api/jobs` and `/api/v1/jobs` with all below. */
export function createJobsRouter(context: HttpContext): Routes {
  return createRouter(context, { routes: jobsRoutes(context) });
}
