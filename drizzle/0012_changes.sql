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
ALTER TABLE "stock_changes" ADD CONSTRAINT "stock_changes_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stock_changes_newest" ON "stock_changes" USING btree ("owner","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "stock_changes_of_symbol" ON "stock_changes" USING btree ("owner","symbol","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "stock_changes_of_job" ON "stock_changes" USING btree ("job_id","epoch","id");