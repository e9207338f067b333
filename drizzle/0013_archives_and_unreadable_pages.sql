CREATE TABLE "file_readers" (
	"job_id" text PRIMARY KEY NOT NULL,
	"document_id" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "document_pages" DROP CONSTRAINT "document_pages_kind_known";--> statement-breakpoint
ALTER TABLE "document_pages" ADD COLUMN "left_out" jsonb;--> statement-breakpoint
ALTER TABLE "profile_reports" ADD COLUMN "incomplete" jsonb;--> statement-breakpoint
ALTER TABLE "file_readers" ADD CONSTRAINT "file_readers_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_readers" ADD CONSTRAINT "file_readers_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_readers_of_document" ON "file_readers" USING btree ("document_id");--> statement-breakpoint
ALTER TABLE "document_pages" ADD CONSTRAINT "document_pages_kind_known" CHECK ("document_pages"."kind" in ('text', 'scanned', 'mixed', 'empty', 'unreadable'));