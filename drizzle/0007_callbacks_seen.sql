CREATE TABLE "callbacks_seen" (
	"route" text PRIMARY KEY NOT NULL,
	"app_url" text NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL
);
