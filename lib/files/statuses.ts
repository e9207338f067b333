export const DOCUMENT_STATUSES = ['uploading', 'complete'] as const;
