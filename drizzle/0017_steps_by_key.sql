DROP INDEX "steps_running_by_provider";--> statement-breakpoint
DROP INDEX "steps_in_order";--> statement-breakpoint
CREATE INDEX "steps_running_by_provider" ON "steps" USING btree ("provider","lease_until") WHERE "steps"."status" = 'running' and "steps"."provider" is not null;--> statement-breakpoint
CREATE INDEX "steps_in_order" ON "steps" USING btree ("job_id","seq") WHERE "steps"."seq" >= 0;