CREATE TABLE "document_findings" (
	"job_id" text NOT NULL,
	"name" text NOT NULL,
	"findings" text NOT NULL,
	CONSTRAINT "document_findings_job_id_name_pk" PRIMARY KEY("job_id","name")
);
--> statement-breakpoint
CREATE TABLE "document_pages" (
	"job_id" text NOT NULL,
	"page" integer NOT NULL,
	"kind" text NOT NULL,
	"language" text,
	"language_confidence" real NOT NULL,
	"characters" integer NOT NULL,
	"words" integer NOT NULL,
	"images" integer NOT NULL,
	"tables" integer NOT NULL,
	"ocr_confidence" real,
	"body" text NOT NULL,
	"paragraphs" text,
	CONSTRAINT "document_pages_job_id_page_pk" PRIMARY KEY("job_id","page"),
	CONSTRAINT "document_pages_kind_known" CHECK ("document_pages"."kind" in ('text', 'scanned', 'mixed', 'empty'))
);
--> statement-breakpoint
CREATE TABLE "document_parts" (
	"document_id" text NOT NULL,
	"part" integer NOT NULL,
	"data" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "document_parts_document_id_part_pk" PRIMARY KEY("document_id","part"),
	CONSTRAINT "document_parts_from_one" CHECK ("document_parts"."part" >= 1)
);
--> statement-breakpoint
CREATE TABLE "document_reports" (
	"job_id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"document_id" text,
	"name" text,
	"size" integer,
	"sha256" text,
	"frequency_list" text,
	"info" jsonb,
	"report" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"name" text,
	"size" integer NOT NULL,
	"sha256" text,
	"status" text DEFAULT 'uploading' NOT NULL,
	"same_as" text,
	"expires_at" timestamp (3) with time zone,
	"used_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "documents_status_known" CHECK ("documents"."status" in ('uploading', 'complete')),
	CONSTRAINT "documents_whole_iff_complete" CHECK (("documents"."status" = 'complete') = ("documents"."sha256" is not null)),
	CONSTRAINT "documents_expire_while_uploading" CHECK (("documents"."status" = 'uploading') = ("documents"."expires_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "document_findings" ADD CONSTRAINT "document_findings_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_pages" ADD CONSTRAINT "document_pages_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_parts" ADD CONSTRAINT "document_parts_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_reports" ADD CONSTRAINT "document_reports_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_reports" ADD CONSTRAINT "document_reports_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_same_as_documents_id_fk" FOREIGN KEY ("same_as") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_reports_of_document" ON "document_reports" USING btree ("document_id");--> statement-breakpoint
CREATE UNIQUE INDEX "documents_content" ON "documents" USING btree ("owner","sha256") WHERE "documents"."status" = 'complete' and "documents"."same_as" is null;--> statement-breakpoint
CREATE INDEX "documents_same_as" ON "documents" USING btree ("same_as") WHERE "documents"."same_as" is not null;--> statement-breakpoint
CREATE INDEX "documents_expiring" ON "documents" USING btree ("expires_at") WHERE "documents"."status" = 'uploading';--> statement-breakpoint
CREATE INDEX "documents_unused" ON "documents" USING btree ("used_at") WHERE "documents"."status" = 'complete';