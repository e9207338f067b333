CREATE TABLE "attempts" (
	"job_id" text NOT NULL,
	"key" text NOT NULL,
	"n" integer NOT NULL,
	"epoch" integer,
	"line" text,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"outcome" text NOT NULL,
	"code" text,
	"message" text,
	CONSTRAINT "attempts_job_id_key_n_pk" PRIMARY KEY("job_id","key","n"),
	CONSTRAINT "attempts_outcome_known" CHECK ("attempts"."outcome" in ('done', 'failed', 'retry', 'lost', 'lost_lease', 'given_back', 'refused'))
);
--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "cancelled_by" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "cancel_reason" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "watched_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "slices" ADD COLUMN "claimed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "slices" ADD COLUMN "ended" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "slices" ADD COLUMN "token" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;