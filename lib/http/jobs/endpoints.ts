import type { HttpContext } from '../context.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import {
  cancelJobHandler,
  cancelJobRoute,
  removeJobHandler,
  removeJobRoute,
  retryJobHandler,
  retryJobRoute,
} from './actions.ts';
import { createJobEndpoint } from './create.ts';
import { getJobHandler, getJobRoute, listJobsEndpoint } from './read.ts';
import { resultEndpoint } from './result.ts';
import { listSlicesHandler, listSlicesRoute } from './slices.ts';
import { listStepsHandler, listStepsRoute } from './steps.ts';
import { redeliverWebhookHandler, redeliverWebhookRoute } from './webhook.ts';

/** Routes for jobs of any kind. */
export function jobEndpoints(context: HttpContext): Endpoint[] {
  return [
    createJobEndpoint(context),
    listJobsEndpoint(context),
    endpoint(getJobRoute, getJobHandler(context)),
    endpoint(listStepsRoute, listStepsHandler(context)),
    endpoint(listSlicesRoute, listSlicesHandler(context)),
    resultEndpoint(context),
    endpoint(cancelJobRoute, cancelJobHandler(context)),
    endpoint(retryJobRoute, retryJobHandler(context)),
    endpoint(redeliverWebhookRoute, redeliverWebhookHandler(context)),
    endpoint(removeJobRoute, removeJobHandler(context)),
  ];
}
