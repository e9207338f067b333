import type { HttpContext } from '../../http/context.ts';
import { createRouter, createRoutes, type Routes } from '../../http/router.ts';
import { beginUploadHandler, beginUploadRoute } from './files/begin.ts';
import { blobTokenHandler, blobTokenRoute } from './files/blob.ts';
import { completeUploadHandler, completeUploadRoute } from './files/complete.ts';
import {
  getDocumentHandler,
  getDocumentRoute,
  removeDocumentHandler,
  removeDocumentRoute,
} from './files/keep.ts';
import { limitsHandler, limitsRoute } from './files/limits.ts';
import { putPartHandler, putPartRoute } from './files/put-part.ts';
import { PDF_TOO_LARGE } from './process.ts';
import { addProcessRoutes } from './process-routes.ts';

/** How files come in; `limits` must stand before `{id}`. */
function documentsRoutes(context: HttpContext): Routes {
  const routes = createRoutes();
  routes.openapi(limitsRoute, limitsHandler(context));
  routes.openapi(blobTokenRoute, blobTokenHandler(context));
  routes.openapi(beginUploadRoute, beginUploadHandler(context));
  routes.openapi(getDocumentRoute, getDocumentHandler(context));
  routes.openapi(putPartRoute, putPartHandler(context));
  routes.openapi(completeUploadRoute, completeUploadHandler(context));
  routes.openapi(removeDocumentRoute, removeDocumentHandler(context));
  addProcessRoutes(routes, context);
  return routes;
}

/** The same routes, for the document. */
export const DOCUMENT_ROUTES = [
  limitsRoute,
  blobTokenRoute,
  beginUploadRoute,
  getDocumentRoute,
  putPartRoute,
  completeUploadRoute,
  removeDocumentRoute,
];

/** Serves `/api/documents` with all below and `/api/process-pdf`, `/api/process-pdf-async`, also under /api/v1. */
export function createDocumentsRouter(context: HttpContext): Routes {
  return createRouter(context, { routes: documentsRoutes(context), tooLarge: PDF_TOO_LARGE });
}
