CREATE TABLE "access_secrets" (
	"name" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"created_by" text,
	"expires_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"replaced_by" text,
	CONSTRAINT "api_keys_scopes_known" CHECK ("api_keys"."scopes" <@ array['read', 'write', 'admin'] and "api_keys"."scopes" <> '{}')
);
--> statement-breakpoint
CREATE TABLE "job_shares" (
	"id" text PRIMARY KEY NOT NULL,
	"job_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"created_by" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"full_at" timestamp (6) with time zone,
	"granted" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "owner_days" (
	"owner" text NOT NULL,
	"day" date NOT NULL,
	"deleted_steps" integer NOT NULL,
	CONSTRAINT "owner_days_owner_day_pk" PRIMARY KEY("owner","day")
);
--> statement-breakpoint
CREATE TABLE "owner_limits" (
	"owner" text PRIMARY KEY NOT NULL,
	"requests_per_minute" integer,
	"unfinished_jobs" integer,
	"steps_per_day" integer,
	"stored_bytes" bigint,
	"updated_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "owner_requests" (
	"owner" text PRIMARY KEY NOT NULL,
	"full_at" timestamp (6) with time zone NOT NULL,
	"granted" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "job_shares" ADD CONSTRAINT "job_shares_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_secret" ON "api_keys" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "api_keys_of_owner" ON "api_keys" USING btree ("owner","id");--> statement-breakpoint
CREATE INDEX "job_shares_of_job" ON "job_shares" USING btree ("job_id","id");--> statement-breakpoint
CREATE INDEX "documents_stored" ON "documents" USING btree ("owner") WHERE "documents"."same_as" is null;--> statement-breakpoint
CREATE INDEX "jobs_of_day" ON "jobs" USING btree ("owner","created_at");