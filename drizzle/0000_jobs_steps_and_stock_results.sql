CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"kind" text NOT NULL,
	"analyzer_version" integer NOT NULL,
	"source" text NOT NULL,
	"input" jsonb NOT NULL,
	"stages" jsonb NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"epoch" integer DEFAULT 1 NOT NULL,
	"stage" smallint DEFAULT 0 NOT NULL,
	"stage_total" integer NOT NULL,
	"stage_left" integer NOT NULL,
	"total" integer NOT NULL,
	"planned" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"error_code" text,
	"error_message" text,
	"idempotency_key" text,
	"request_hash" text,
	"messages" integer DEFAULT 0 NOT NULL,
	"round_trips" integer DEFAULT 0 NOT NULL,
	"function_ms" integer DEFAULT 0 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	"deadline_seconds" integer NOT NULL,
	"deadline_at" timestamp (3) with time zone NOT NULL,
	"callback_url" text,
	"webhook_status" text,
	"webhook_due" integer,
	"webhook_attempts" integer DEFAULT 0 NOT NULL,
	"webhook_last_error" text,
	"webhook_usage" jsonb,
	CONSTRAINT "jobs_status_known" CHECK ("jobs"."status" in ('queued', 'processing', 'completed', 'completed_with_errors', 'failed', 'cancelled')),
	CONSTRAINT "jobs_kind_known" CHECK ("jobs"."kind" in ('stocks', 'profile', 'document')),
	CONSTRAINT "jobs_source_known" CHECK ("jobs"."source" in ('api', 'watchlist', 'schedule')),
	CONSTRAINT "jobs_counters_hold" CHECK ("jobs"."done" >= 0 and "jobs"."failed" >= 0 and "jobs"."done" + "jobs"."failed" <= "jobs"."total"),
	CONSTRAINT "jobs_completed_at_iff_terminal" CHECK (("jobs"."status" in ('queued', 'processing')) = ("jobs"."completed_at" is null)),
	CONSTRAINT "jobs_webhook_status_known" CHECK ("jobs"."webhook_status" in ('pending', 'delivered', 'failed')),
	CONSTRAINT "jobs_webhook_iff_callback" CHECK (("jobs"."callback_url" is null) = ("jobs"."webhook_status" is null)),
	CONSTRAINT "jobs_webhook_due_only_at_the_end" CHECK ("jobs"."webhook_due" is null or ("jobs"."webhook_due" = "jobs"."epoch" and "jobs"."completed_at" is not null and "jobs"."callback_url" is not null))
);
--> statement-breakpoint
CREATE TABLE "providers" (
	"name" text PRIMARY KEY NOT NULL,
	"max_in_flight" integer NOT NULL,
	CONSTRAINT "providers_max_in_flight_positive" CHECK ("providers"."max_in_flight" > 0)
);
--> statement-breakpoint
CREATE TABLE "steps" (
	"job_id" text NOT NULL,
	"key" text NOT NULL,
	"stage" smallint NOT NULL,
	"seq" integer NOT NULL,
	"input" jsonb,
	"provider" text,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"lost" smallint DEFAULT 0 NOT NULL,
	"line" text,
	"token" text,
	"lease_until" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	"finished_by" text,
	"output" jsonb,
	"error_code" text,
	"error_message" text,
	CONSTRAINT "steps_job_id_key_pk" PRIMARY KEY("job_id","key"),
	CONSTRAINT "steps_status_known" CHECK ("steps"."status" in ('pending', 'running', 'done', 'failed')),
	CONSTRAINT "steps_lease_iff_running" CHECK (("steps"."status" = 'running') = ("steps"."token" is not null) and ("steps"."status" = 'running') = ("steps"."lease_until" is not null))
);
--> statement-breakpoint
CREATE TABLE "stock_raw" (
	"job_id" text NOT NULL,
	"ticker" text NOT NULL,
	"bars" text NOT NULL,
	"bytes" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "stock_raw_job_id_ticker_pk" PRIMARY KEY("job_id","ticker")
);
--> statement-breakpoint
CREATE TABLE "stock_results" (
	"job_id" text NOT NULL,
	"ticker" text NOT NULL,
	"owner" text NOT NULL,
	"step_key" text NOT NULL,
	"symbol" text NOT NULL,
	"currency" text NOT NULL,
	"verdict" text NOT NULL,
	"rating" double precision NOT NULL,
	"score" double precision NOT NULL,
	"moving_averages" double precision NOT NULL,
	"oscillators" double precision NOT NULL,
	"close" double precision NOT NULL,
	"entry" double precision,
	"stop" double precision,
	"target" double precision,
	"risk_reward" double precision,
	"shares" bigint,
	"shares_bound_by" text,
	"no_plan_reason" text,
	"votes" smallint[] NOT NULL,
	"votes_version" smallint NOT NULL,
	"figures" double precision[] NOT NULL,
	"bars" integer NOT NULL,
	"dropped_bars" integer NOT NULL,
	"as_of" date NOT NULL,
	"data_source" text NOT NULL,
	"analysis_source" text NOT NULL,
	"provenance" text NOT NULL,
	"stale" boolean NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "stock_results_job_id_ticker_pk" PRIMARY KEY("job_id","ticker"),
	CONSTRAINT "stock_results_verdict_known" CHECK ("stock_results"."verdict" in ('Strong Buy', 'Buy', 'Neutral', 'Sell', 'Strong Sell')),
	CONSTRAINT "stock_results_score_in_range" CHECK ("stock_results"."score" between 0 and 100),
	CONSTRAINT "stock_results_data_source_known" CHECK ("stock_results"."data_source" in ('yahoo', 'sample', 'simulated')),
	CONSTRAINT "stock_results_analysis_source_known" CHECK ("stock_results"."analysis_source" in ('api', 'watchlist', 'schedule'))
);
--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_raw" ADD CONSTRAINT "stock_raw_of_result" FOREIGN KEY ("job_id","ticker") REFERENCES "public"."stock_results"("job_id","ticker") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_results" ADD CONSTRAINT "stock_results_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_owner_idempotency_key" ON "jobs" USING btree ("owner","idempotency_key");--> statement-breakpoint
CREATE INDEX "jobs_newest" ON "jobs" USING btree ("owner","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "jobs_newest_of_kind" ON "jobs" USING btree ("owner","kind","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "jobs_unfinished" ON "jobs" USING btree ("owner","kind") WHERE "jobs"."status" in ('queued', 'processing');--> statement-breakpoint
CREATE INDEX "jobs_finished_lately" ON "jobs" USING btree ("owner","kind","completed_at") WHERE "jobs"."completed_at" is not null;--> statement-breakpoint
CREATE INDEX "jobs_webhook_due" ON "jobs" USING btree ("completed_at") WHERE "jobs"."webhook_due" is not null;--> statement-breakpoint
CREATE INDEX "steps_pending" ON "steps" USING btree ("job_id","stage","due_at","seq") WHERE "steps"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "steps_running" ON "steps" USING btree ("job_id","lease_until") WHERE "steps"."status" = 'running';--> statement-breakpoint
CREATE INDEX "steps_running_by_provider" ON "steps" USING btree ("provider","lease_until") WHERE "steps"."status" = 'running';--> statement-breakpoint
CREATE INDEX "steps_in_order" ON "steps" USING btree ("job_id","stage","seq");--> statement-breakpoint
CREATE INDEX "steps_failed" ON "steps" USING btree ("job_id","seq") WHERE "steps"."status" = 'failed';--> statement-breakpoint
CREATE INDEX "stock_raw_by_age" ON "stock_raw" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "stock_results_of_ticker" ON "stock_results" USING btree ("owner","ticker","completed_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "stock_results_of_symbol" ON "stock_results" USING btree ("owner","symbol","completed_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "stock_results_latest" ON "stock_results" USING btree ("owner","ticker","stale","as_of" DESC NULLS LAST,"completed_at" DESC NULLS LAST);