ALTER TABLE "stock_results" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "exchange" text;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "also_asked_for" text[];--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "symbol_note" text;--> statement-breakpoint
ALTER TABLE "stock_results" ADD COLUMN "other_listings" jsonb;