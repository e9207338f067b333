import type { FormKind } from '../forms/form-kinds.ts';
import type { AttachedFile } from './attached-file.ts';

/** An entry of the outline (bookmarks), in file order. */
export interface OutlineEntry {
  title: string;
  /** From 1; undefined if the entry names no page of this file. */
  page: number | undefined;
  /** 1 for a top entry. */
  level: number;
}

/** What the reader of a document may do without the owner's password (ISO 32000-1, table 22). */
export interface Permissions {
  print: boolean;
  modify: boolean;
  copy: boolean;
  annotate: boolean;
}

/** Metadata of a file. */
export interface PdfInfo {
  pages: number;
  /** As 1.7; undefined if the file has no header. */
  version: string | undefined;
  /** Whether the file has a password: of its owner alone, or one that it opens with. */
  encrypted: boolean;
  permissions: Permissions;
  /** Title, Author, Subject, Keywords, Creator, Producer, CreationDate, ModDate, Date: those with a value. */
  metadata: Record<string, string>;
  /** At most 10,000 entries. */
  outline: OutlineEntry[];
  /** Of every page; undefined if the file has none. */
  labels: string[] | undefined;
  attachments: number;
  /** At most 1,000 of them; undefined of a form other than PDF. */
  files?: AttachedFile[] | undefined;
  form: boolean;
  /** Of a form other than PDF. */
  kind?: FormKind | undefined;
  /** Sentences on what was left out or accepted; of a form other than PDF. */
  remarks?: readonly string[] | undefined;
}
