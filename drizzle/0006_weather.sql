CREATE TABLE "slices" (
	"job_id" text NOT NULL,
	"id" text NOT NULL,
	"epoch" integer NOT NULL,
	"line" text NOT NULL,
	"process" text NOT NULL,
	"message" text NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"turns" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'working' NOT NULL,
	CONSTRAINT "slices_job_id_id_pk" PRIMARY KEY("job_id","id"),
	CONSTRAINT "slices_state_known" CHECK ("slices"."state" in ('working', 'handed_over', 'idle'))
);
--> statement-breakpoint
CREATE TABLE "sweepers" (
	"app_url" text PRIMARY KEY NOT NULL,
	"generation" integer NOT NULL,
	"armed" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "watch" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "watch_at" timestamp (3) with time zone DEFAULT clock_timestamp() + interval '90 seconds' NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "turned_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "revived_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "moves" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "watch_moves" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "steps" ADD COLUMN "suspect" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "steps" ADD COLUMN "process" text;--> statement-breakpoint
ALTER TABLE "steps" ADD COLUMN "alone" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "slices" ADD CONSTRAINT "slices_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "slices_of_process" ON "slices" USING btree ("process","seen_at");--> statement-breakpoint
CREATE INDEX "jobs_watched" ON "jobs" USING btree ("watch_at") WHERE "jobs"."status" in ('queued', 'processing');