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
ALTER TABLE "provider_jobs" ADD CONSTRAINT "provider_jobs_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "provider_jobs_of_job" ON "provider_jobs" USING btree ("job_id");--> statement-breakpoint
ALTER TABLE "providers" ADD CONSTRAINT "providers_rate_positive" CHECK ("providers"."per_second" > 0 and "providers"."burst" > 0);--> statement-breakpoint
ALTER TABLE "providers" ADD CONSTRAINT "providers_rate_whole" CHECK (("providers"."per_second" is null) = ("providers"."burst" is null));