import { type Endpoint, endpoint } from '../../http/route.ts';
import { pageStepsHandler, pageStepsRoute } from './chunks.ts';
import type { DocumentsContext } from './context.ts';
import { diffHandler, diffRoute } from './diff.ts';
import { figureImageHandler, figureImageRoute } from './figure-image.ts';
import {
  getAttachmentHandler,
  getAttachmentRoute,
  listAttachmentsHandler,
  listAttachmentsRoute,
} from './files/attachments.ts';
import { beginUploadHandler, beginUploadRoute } from './files/begin.ts';
import { blobTokenHandler, blobTokenRoute } from './files/blob.ts';
import { completeUploadHandler, completeUploadRoute } from './files/complete.ts';
import { getFileHandler, getFileRoute } from './files/file.ts';
import {
  getDocumentHandler,
  getDocumentRoute,
  removeDocumentHandler,
  removeDocumentRoute,
} from './files/keep.ts';
import { limitsHandler, limitsRoute } from './files/limits.ts';
import { pageImageHandler, pageImageRoute } from './files/page-image.ts';
import { putPartHandler, putPartRoute } from './files/put-part.ts';
import { modelSchemaHandler, modelSchemaRoute } from './model-schema.ts';
import { getPageHandler, getPageRoute, listPagesHandler, listPagesRoute } from './pages.ts';
import { PDF_TOO_LARGE } from './process.ts';
import { processEndpoints } from './process-routes.ts';
import { retryPageStepsHandler, retryPageStepsRoute } from './retry-chunks.ts';
import { searchHandler, searchRoute } from './search.ts';

/** Routes for uploads and for a document's job; `limits`, `search`, `diff` and `schema` must come before `{id}`. */
export function documentsEndpoints(context: DocumentsContext): Endpoint[] {
  const files = [
    endpoint(limitsRoute, limitsHandler(context)),
    endpoint(searchRoute, searchHandler(context)),
    endpoint(diffRoute, diffHandler(context)),
    endpoint(modelSchemaRoute, modelSchemaHandler()),
    endpoint(blobTokenRoute, blobTokenHandler(context)),
    endpoint(beginUploadRoute, beginUploadHandler(context)),
    endpoint(getDocumentRoute, getDocumentHandler(context)),
    endpoint(getFileRoute, getFileHandler(context)),
    endpoint(listAttachmentsRoute, listAttachmentsHandler(context)),
    endpoint(getAttachmentRoute, getAttachmentHandler(context)),
    endpoint(pageImageRoute, pageImageHandler(context)),
    endpoint(putPartRoute, putPartHandler(context)),
    endpoint(completeUploadRoute, completeUploadHandler(context)),
    endpoint(removeDocumentRoute, removeDocumentHandler(context)),
    ...processEndpoints(context),
  ];
  return [
    endpoint(listPagesRoute, listPagesHandler(context), { shared: true }),
    endpoint(getPageRoute, getPageHandler(context), { shared: true }),
    endpoint(figureImageRoute, figureImageHandler(context)),
    endpoint(pageStepsRoute, pageStepsHandler(context)),
    endpoint(retryPageStepsRoute, retryPageStepsHandler(context)),
    ...files.map((each) => ({ ...each, tooLarge: PDF_TOO_LARGE })),
  ];
}
