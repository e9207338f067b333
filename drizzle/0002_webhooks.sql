ALTER TABLE "stock_results" ALTER COLUMN "shares" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "callback_url" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "webhook_status" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "webhook_due" integer;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "webhook_attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "webhook_last_error" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "webhook_usage" jsonb;--> statement-breakpoint
CREATE INDEX "jobs_webhook_due" ON "jobs" USING btree ("completed_at") WHERE "jobs"."webhook_due" is not null;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_webhook_status_known" CHECK ("jobs"."webhook_status" in ('pending', 'delivered', 'failed'));--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_webhook_iff_callback" CHECK (("jobs"."callback_url" is null) = ("jobs"."webhook_status" is null));--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_webhook_due_only_at_the_end" CHECK ("jobs"."webhook_due" is null or ("jobs"."webhook_due" = "jobs"."epoch" and "jobs"."completed_at" is not null and "jobs"."callback_url" is not null));