ALTER TABLE "document_pages" DROP CONSTRAINT "document_pages_kind_known";--> statement-breakpoint
ALTER TABLE "document_pages" ADD COLUMN "left_out" jsonb;--> statement-breakpoint
ALTER TABLE "document_pages" ADD CONSTRAINT "document_pages_kind_known" CHECK ("document_pages"."kind" in ('text', 'scanned', 'mixed', 'empty', 'unreadable'));