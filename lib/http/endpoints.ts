import { accessEndpoints } from './access/endpoints.ts';
import type { HttpContext } from './context.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { healthHandler, healthRoute } from './health.ts';
import { jobEndpoints } from './jobs/endpoints.ts';
import { openApiDocument, openApiRoute } from './openapi.ts';
import { probeHandler, probeRoute } from './probe.ts';
import { listProvidersHandler, listProvidersRoute } from './providers.ts';

/** All endpoints: generic job routes, product routes, health and the OpenAPI document. */
export function allEndpoints(context: HttpContext, ofProducts: readonly Endpoint[]): Endpoint[] {
  const endpoints: Endpoint[] = [
    ...jobEndpoints(context),
    ...accessEndpoints(context),
    ...ofProducts,
    endpoint(healthRoute, healthHandler(context), { open: true }),
    endpoint(probeRoute, probeHandler(context)),
    endpoint(listProvidersRoute, listProvidersHandler(context)),
    endpoint(
      openApiRoute,
      (c) => {
        const document: { openapi: string; [key: string]: unknown } = {
          ...openApiDocument(context, endpoints),
        };
        return c.json(document, 200);
      },
      { unlimited: true },
    ),
  ];
  return endpoints;
}
