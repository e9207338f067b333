ALTER TABLE "jobs" ADD COLUMN "own_event" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "own_event_status" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "own_event_due" integer;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "own_event_attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "own_event_last_error" text;--> statement-breakpoint
CREATE INDEX "jobs_own_event_due" ON "jobs" USING btree ("completed_at") WHERE "jobs"."own_event_due" is not null;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_own_event_status_known" CHECK ("jobs"."own_event_status" in ('pending', 'delivered', 'failed'));--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_own_event_needs_callback" CHECK ("jobs"."own_event" is null or "jobs"."callback_url" is not null);--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_own_event_due_only_at_the_end" CHECK ("jobs"."own_event_due" is null or ("jobs"."own_event_due" = "jobs"."epoch" and "jobs"."completed_at" is not null and "jobs"."own_event" is not null));