DROP INDEX "stock_results_latest";--> statement-breakpoint
ALTER TABLE "stock_evidence" ADD COLUMN "verdict_now" jsonb;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "interval" text DEFAULT '1d' NOT NULL;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "bar" text;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "bar_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "listing_stale_since" date;--> statement-breakpoint
CREATE INDEX "stock_results_latest" ON "stock_results" USING btree ("owner","ticker","interval","stale","as_of" DESC NULLS LAST,"completed_at" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "stock_results" ADD CONSTRAINT "stock_results_interval_known" CHECK ("stock_results"."interval" in ('1d', '1wk'));