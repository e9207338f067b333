CREATE TABLE "document_search" (
	"job_id" text NOT NULL,
	"page" integer NOT NULL,
	"config" text NOT NULL,
	"words" "tsvector" NOT NULL,
	CONSTRAINT "document_search_job_id_page_pk" PRIMARY KEY("job_id","page")
);
--> statement-breakpoint
ALTER TABLE "document_search" ADD CONSTRAINT "document_search_page" FOREIGN KEY ("job_id","page") REFERENCES "public"."document_pages"("job_id","page") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_search_words" ON "document_search" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "document_reports_readable" ON "document_reports" USING btree ("owner","sha256","created_at","job_id") WHERE "document_reports"."report" is not null;--> statement-breakpoint
-- For names of documents. Where the role may not have it, or the server lacks it, the search says so.
DO $$ BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
  RAISE NOTICE 'pg_trgm is not available: %', SQLERRM;
END $$;
