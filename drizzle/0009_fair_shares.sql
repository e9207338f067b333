CREATE TABLE "bulk_actions" (
	"id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"action" text NOT NULL,
	"filter" jsonb NOT NULL,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"reasons" jsonb DEFAULT '[]' NOT NULL,
	"cursor" text NOT NULL,
	"acting" jsonb DEFAULT '[]' NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"token" text,
	"lease_until" timestamp (3) with time zone,
	"seen_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"revived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"completed_at" timestamp (3) with time zone,
	CONSTRAINT "bulk_actions_action_known" CHECK ("bulk_actions"."action" in ('retry', 'cancel', 'delete')),
	CONSTRAINT "bulk_actions_lease_whole" CHECK (("bulk_actions"."token" is null) = ("bulk_actions"."lease_until" is null))
);
--> statement-breakpoint
CREATE TABLE "job_keys" (
	"owner" text NOT NULL,
	"key" text NOT NULL,
	"job_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job_tags" (
	"owner" text NOT NULL,
	"tag" text NOT NULL,
	"job_id" text NOT NULL,
	CONSTRAINT "job_tags_owner_tag_job_id_pk" PRIMARY KEY("owner","tag","job_id")
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
ALTER TABLE "jobs" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "again_of" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "singleton_key" text;--> statement-breakpoint
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
ALTER TABLE "job_tags" ADD CONSTRAINT "job_tags_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_jobs" ADD CONSTRAINT "provider_jobs_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bulk_actions_unfinished" ON "bulk_actions" USING btree ("seen_at") WHERE "bulk_actions"."completed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "job_keys_found" ON "job_keys" USING btree ("owner","key" text_pattern_ops,"job_id");--> statement-breakpoint
CREATE INDEX "job_tags_of_job" ON "job_tags" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "provider_jobs_of_job" ON "provider_jobs" USING btree ("job_id");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_unfinished_singleton" ON "jobs" USING btree ("owner","singleton_key") WHERE "jobs"."singleton_key" is not null and "jobs"."status" in ('queued', 'processing');--> statement-breakpoint
ALTER TABLE "providers" ADD CONSTRAINT "providers_rate_positive" CHECK ("providers"."per_second" > 0 and "providers"."burst" > 0);--> statement-breakpoint
ALTER TABLE "providers" ADD CONSTRAINT "providers_rate_whole" CHECK (("providers"."per_second" is null) = ("providers"."burst" is null));