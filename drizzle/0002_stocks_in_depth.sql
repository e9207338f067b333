CREATE TABLE "bar_cache" (
	"source" text NOT NULL,
	"ticker" text NOT NULL,
	"interval" text NOT NULL,
	"adjustment" text NOT NULL,
	"years" smallint NOT NULL,
	"day" date NOT NULL,
	"complete" boolean NOT NULL,
	"bars" text NOT NULL,
	"fetched_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "bar_cache_source_ticker_interval_adjustment_years_day_pk" PRIMARY KEY("source","ticker","interval","adjustment","years","day")
);
--> statement-breakpoint
CREATE TABLE "stock_evidence" (
	"job_id" text NOT NULL,
	"ticker" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"data_quality" jsonb NOT NULL,
	CONSTRAINT "stock_evidence_job_id_ticker_pk" PRIMARY KEY("job_id","ticker")
);
--> statement-breakpoint
CREATE TABLE "universe" (
	"ticker" text PRIMARY KEY NOT NULL,
	"symbol" text NOT NULL,
	"name" text NOT NULL,
	"exchange" text NOT NULL,
	"isin" text,
	"list" text NOT NULL,
	"loaded_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "watchlist" (
	"owner" text NOT NULL,
	"symbol" text NOT NULL,
	"name" text,
	"last_job_id" text,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "watchlist_owner_symbol_pk" PRIMARY KEY("owner","symbol")
);
--> statement-breakpoint
CREATE TABLE "watchlist_schedules" (
	"owner" text PRIMARY KEY NOT NULL,
	"schedule_id" text NOT NULL,
	"cron" text NOT NULL,
	"timezone" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "stock_results" DROP CONSTRAINT "stock_results_data_source_known";--> statement-breakpoint
DROP INDEX "stock_results_of_symbol";--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "strategy" text DEFAULT 'balanced' NOT NULL;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "entry_reason" text;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "time_limit_bars" smallint;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "evidence" text;--> statement-breakpoint
ALTER TABLE "stock_evidence" ADD CONSTRAINT "stock_evidence_of_result" FOREIGN KEY ("job_id","ticker") REFERENCES "public"."stock_results"("job_id","ticker") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watchlist" ADD CONSTRAINT "watchlist_last_job_id_jobs_id_fk" FOREIGN KEY ("last_job_id") REFERENCES "public"."jobs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bar_cache_by_age" ON "bar_cache" USING btree ("fetched_at");--> statement-breakpoint
CREATE INDEX "universe_of_list" ON "universe" USING btree ("list");--> statement-breakpoint
CREATE INDEX "watchlist_of_job" ON "watchlist" USING btree ("last_job_id") WHERE "watchlist"."last_job_id" is not null;--> statement-breakpoint
CREATE INDEX "jobs_newest_of_status" ON "jobs" USING btree ("owner","status","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "stock_results_of_symbol" ON "stock_results" USING btree ("owner","symbol","ticker");--> statement-breakpoint
ALTER TABLE "stock_results" ADD CONSTRAINT "stock_results_strategy_known" CHECK ("stock_results"."strategy" in ('balanced', 'trend', 'mean_reversion', 'breakout', 'weekly_target'));--> statement-breakpoint
ALTER TABLE "stock_results" ADD CONSTRAINT "stock_results_evidence_known" CHECK ("stock_results"."evidence" in ('better', 'no_edge', 'too_few'));--> statement-breakpoint
ALTER TABLE "stock_results" ADD CONSTRAINT "stock_results_data_source_known" CHECK ("stock_results"."data_source" in ('yahoo', 'twelvedata', 'sample', 'simulated'));