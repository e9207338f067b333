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
ALTER TABLE "stock_trade_cells" ADD CONSTRAINT "stock_trade_cells_of_result" FOREIGN KEY ("job_id","ticker") REFERENCES "public"."stock_results"("job_id","ticker") ON DELETE cascade ON UPDATE no action;