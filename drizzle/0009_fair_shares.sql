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
CREATE TABLE "provider_jobs" (
	"provider" text NOT NULL,
	"job_id" text NOT NULL,
	"owner" text NOT NULL,
	"served" double precision NOT NULL,
	"wants" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"waits_since" timestamp (3) with time zone,
	"tries" smallint DEFAULT 0 NOT NULL,
	"back_at" timestamp (3) with time zone,
	"seen_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "provider_jobs_provider_job_id_pk" PRIMARY KEY("provider","job_id"),
	CONSTRAINT "provider_jobs_reason_known" CHECK ("provider_jobs"."reason" in ('budget', 'rate', 'paused')),
	CONSTRAINT "provider_jobs_reason_iff_waiting" CHECK (("provider_jobs"."wants" > 0) = ("provider_jobs"."reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "provider_owners" (
	"provider" text NOT NULL,
	"owner" text NOT NULL,
	"served" double precision NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "provider_owners_provider_owner_pk" PRIMARY KEY("provider","owner")
);
--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "cancelled_by" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "cancel_reason" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "watched_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "per_second" double precision;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "burst" integer;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "tokens" double precision;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "refilled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "step_ms" double precision;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "pauses" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "timeouts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "paused_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "paused_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "pause_code" text;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "pause_message" text;--> statement-breakpoint
ALTER TABLE "slices" ADD COLUMN "claimed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "slices" ADD COLUMN "ended" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "slices" ADD COLUMN "token" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_jobs" ADD CONSTRAINT "provider_jobs_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "provider_jobs_of_job" ON "provider_jobs" USING btree ("job_id");--> statement-breakpoint
ALTER TABLE "providers" ADD CONSTRAINT "providers_rate_positive" CHECK ("providers"."per_second" > 0 and "providers"."burst" > 0);--> statement-breakpoint
ALTER TABLE "providers" ADD CONSTRAINT "providers_rate_whole" CHECK (("providers"."per_second" is null) = ("providers"."burst" is null));