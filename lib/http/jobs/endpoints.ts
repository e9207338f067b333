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
import { againEndpoint } from './again.ts';
import { askEndpoint } from './ask.ts';
import { beginBulkEndpoint, getBulkHandler, getBulkRoute } from './bulk.ts';
import { createJobEndpoint } from './create.ts';
import { listJobsEndpoint } from './list.ts';
import { getJobHandler, getJobRoute } from './read.ts';
import { resultEndpoint } from './result.ts';
import { listSlicesHandler, listSlicesRoute } from './slices.ts';
import { listStepsHandler, listStepsRoute } from './steps.ts';
import { redeliverWebhookHandler, redeliverWebhookRoute } from './webhook.ts';

/** Routes for jobs of any kind. */
export function jobEndpoints(context: HttpContext): Endpoint[] {
  return [
    createJobEndpoint(context),
    againEndpoint(context),
    listJobsEndpoint(context),
    beginBulkEndpoint(context),
    endpoint(getBulkRoute, getBulkHandler(context)),
    endpoint(getJobRoute, getJobHandler(context), { shared: true }),
    endpoint(listStepsRoute, listStepsHandler(context), { shared: true }),
    endpoint(listSlicesRoute, listSlicesHandler(context), { shared: true }),
    { ...resultEndpoint(context), shared: true },
    askEndpoint(context),
    endpoint(cancelJobRoute, cancelJobHandler(context)),
    endpoint(retryJobRoute, retryJobHandler(context)),
    endpoint(redeliverWebhookRoute, redeliverWebhookHandler(context)),
    endpoint(removeJobRoute, removeJobHandler(context)),
  ];
}
