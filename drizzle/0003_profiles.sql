CREATE TABLE "profile_findings" (
	"job_id" text NOT NULL,
	"name" text NOT NULL,
	"findings" jsonb NOT NULL,
	CONSTRAINT "profile_findings_job_id_name_pk" PRIMARY KEY("job_id","name")
);
--> statement-breakpoint
CREATE TABLE "profile_posts" (
	"job_id" text NOT NULL,
	"page" integer NOT NULL,
	"posts" text NOT NULL,
	"count" integer NOT NULL,
	"skipped" jsonb NOT NULL,
	"changed" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "profile_posts_job_id_page_pk" PRIMARY KEY("job_id","page")
);
--> statement-breakpoint
CREATE TABLE "profile_reports" (
	"job_id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"platform" text NOT NULL,
	"profile_id" text NOT NULL,
	"profile" jsonb NOT NULL,
	"as_of" timestamp (3) with time zone,
	"report" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "profile_findings" ADD CONSTRAINT "profile_findings_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_posts" ADD CONSTRAINT "profile_posts_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_reports" ADD CONSTRAINT "profile_reports_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "profile_posts_by_age" ON "profile_posts" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "profile_reports_of_profile" ON "profile_reports" USING btree ("owner","platform","profile_id","created_at" DESC NULLS LAST);