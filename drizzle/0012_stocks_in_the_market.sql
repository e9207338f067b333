CREATE TABLE "stock_baselines" (
	"owner" text NOT NULL,
	"ticker" text NOT NULL,
	"strategy" text NOT NULL,
	"interval" text NOT NULL,
	"feed" text NOT NULL,
	"job_id" text,
	"as_of" date,
	"completed_at" timestamp (3) with time zone,
	"states" jsonb DEFAULT '{}' NOT NULL,
	"splits_until" date,
	"plan_as_of" date,
	"plan_entry" double precision,
	"plan_stop" double precision,
	"plan_target" double precision,
	"plan_bars" smallint,
	"entered_on" date,
	CONSTRAINT "stock_baselines_owner_ticker_strategy_interval_feed_pk" PRIMARY KEY("owner","ticker","strategy","interval","feed")
);
--> statement-breakpoint
CREATE TABLE "stock_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"ticker" text NOT NULL,
	"symbol" text NOT NULL,
	"strategy" text NOT NULL,
	"interval" text NOT NULL,
	"data_source" text NOT NULL,
	"kind" text NOT NULL,
	"was" text,
	"becomes" text,
	"happened_on" date NOT NULL,
	"level" double precision,
	"plan_as_of" date,
	"ratio" double precision,
	"from_job_id" text NOT NULL,
	"from_as_of" date NOT NULL,
	"job_id" text NOT NULL,
	"epoch" integer NOT NULL,
	"as_of" date NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stock_trade_cells" (
	"job_id" text NOT NULL,
	"ticker" text NOT NULL,
	"strategy" text NOT NULL,
	"month" smallint[] NOT NULL,
	"bucket" smallint[] NOT NULL,
	"trades" smallint[] NOT NULL,
	"wins" smallint[] NOT NULL,
	"result" integer[] NOT NULL,
	"separate" smallint[] NOT NULL,
	CONSTRAINT "stock_trade_cells_job_id_ticker_strategy_pk" PRIMARY KEY("job_id","ticker","strategy"),
	CONSTRAINT "stock_trade_cells_strategy_known" CHECK ("stock_trade_cells"."strategy" in ('balanced', 'trend', 'mean_reversion', 'breakout', 'weekly_target'))
);
--> statement-breakpoint
CREATE TABLE "stock_plans" (
	"owner" text NOT NULL,
	"ticker" text NOT NULL,
	"strategy" text NOT NULL,
	"interval" text NOT NULL,
	"given_on" date NOT NULL,
	"stale" boolean NOT NULL,
	"job_id" text NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	"data_source" text NOT NULL,
	"currency" text NOT NULL,
	"verdict" text NOT NULL,
	"score" double precision NOT NULL,
	"votes_version" smallint NOT NULL,
	"rules_version" smallint NOT NULL,
	"close" double precision NOT NULL,
	"entry" double precision NOT NULL,
	"stop" double precision NOT NULL,
	"target" double precision NOT NULL,
	"time_limit_bars" smallint NOT NULL,
	"shares" double precision,
	"fee_percent" double precision NOT NULL,
	"sale_fee_percent" double precision NOT NULL,
	"slippage_percent" double precision NOT NULL,
	"separate" boolean NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"split_ratio" double precision DEFAULT 1 NOT NULL,
	"followed_to" date,
	"entered_on" date,
	"entered_price" double precision,
	"settled_on" date,
	"settled_at" timestamp (3) with time zone,
	"settled_price" double precision,
	"result_r" double precision,
	"base_to" date,
	"base_n" integer,
	"base_wins" integer,
	"base_total_r" double precision,
	CONSTRAINT "stock_plans_owner_ticker_strategy_interval_given_on_stale_pk" PRIMARY KEY("owner","ticker","strategy","interval","given_on","stale"),
	CONSTRAINT "stock_plans_verdict_known" CHECK ("stock_plans"."verdict" in ('Strong Buy', 'Buy', 'Neutral', 'Sell', 'Strong Sell')),
	CONSTRAINT "stock_plans_strategy_known" CHECK ("stock_plans"."strategy" in ('balanced', 'trend', 'mean_reversion', 'breakout', 'weekly_target')),
	CONSTRAINT "stock_plans_data_source_known" CHECK ("stock_plans"."data_source" in ('yahoo', 'twelvedata', 'sample', 'simulated')),
	CONSTRAINT "stock_plans_state_known" CHECK ("stock_plans"."state" in ('open', 'hit', 'stopped', 'timed_out', 'not_entered')),
	CONSTRAINT "stock_plans_settled_whole" CHECK (("stock_plans"."state" = 'open') = ("stock_plans"."settled_on" is null) and ("stock_plans"."state" = 'open') = ("stock_plans"."settled_at" is null)
        and ("stock_plans"."state" in ('open', 'not_entered')) = ("stock_plans"."result_r" is null))
);
--> statement-breakpoint
DROP INDEX "stock_results_latest";--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "own_event" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "own_event_status" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "own_event_due" integer;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "own_event_attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "own_event_last_error" text;--> statement-breakpoint
ALTER TABLE "stock_evidence" ADD COLUMN "verdict_now" jsonb;--> statement-breakpoint
ALTER TABLE "stock_evidence" ADD COLUMN "money" jsonb;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "exchange" text;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "also_asked_for" text[];--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "symbol_note" text;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "other_listings" jsonb;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "quantity" double precision;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "shares_reason" text;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "volume" double precision;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "turnover" double precision;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "interval" text DEFAULT '1d' NOT NULL;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "bar" text;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "bar_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "listing_stale_since" date;--> statement-breakpoint
ALTER TABLE "stock_changes" ADD CONSTRAINT "stock_changes_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_trade_cells" ADD CONSTRAINT "stock_trade_cells_of_result" FOREIGN KEY ("job_id","ticker") REFERENCES "public"."stock_results"("job_id","ticker") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stock_changes_newest" ON "stock_changes" USING btree ("owner","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "stock_changes_of_symbol" ON "stock_changes" USING btree ("owner","symbol","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "stock_changes_of_job" ON "stock_changes" USING btree ("job_id","epoch","id");--> statement-breakpoint
CREATE INDEX "stock_plans_pending" ON "stock_plans" USING btree ("owner","ticker") WHERE "stock_plans"."base_n" is null;--> statement-breakpoint
CREATE INDEX "stock_plans_open" ON "stock_plans" USING btree ("owner","given_on" DESC NULLS LAST) WHERE "stock_plans"."state" = 'open';--> statement-breakpoint
CREATE INDEX "jobs_own_event_due" ON "jobs" USING btree ("completed_at") WHERE "jobs"."own_event_due" is not null;--> statement-breakpoint
CREATE INDEX "stock_results_latest" ON "stock_results" USING btree ("owner","ticker","interval","stale","as_of" DESC NULLS LAST,"completed_at" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_own_event_status_known" CHECK ("jobs"."own_event_status" in ('pending', 'delivered', 'failed'));--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_own_event_needs_callback" CHECK ("jobs"."own_event" is null or "jobs"."callback_url" is not null);--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_own_event_due_only_at_the_end" CHECK ("jobs"."own_event_due" is null or ("jobs"."own_event_due" = "jobs"."epoch" and "jobs"."completed_at" is not null and "jobs"."own_event" is not null));--> statement-breakpoint
ALTER TABLE "stock_results" ADD CONSTRAINT "stock_results_interval_known" CHECK ("stock_results"."interval" in ('1d', '1wk'));