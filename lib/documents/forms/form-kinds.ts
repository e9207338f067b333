/** Forms that have no pages of their own. */
export const FORM_KINDS = ['docx', 'pptx', 'odt', 'epub', 'html', 'markdown', 'text'] as const;
export type FormKind = (typeof FORM_KINDS)[number];

export const isForm = (kind: string): kind is FormKind => FORM_KINDS.some((form) => form === kind);
