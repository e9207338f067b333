ALTER TABLE "stock_evidence" ADD COLUMN "money" jsonb;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "quantity" double precision;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "shares_reason" text;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "volume" double precision;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "turnover" double precision;