create table sitemap_pages (
  job_id text not null references jobs (id) on delete cascade,
  place integer not null,
  url text not null,
  status integer not null,
  title text,
  links integer not null,
  broken_links jsonb not null,
  created_at timestamptz (3) not null default clock_timestamp(),
  primary key (job_id, place)
);
--> statement-breakpoint
create index sitemap_pages_by_age on sitemap_pages (created_at);
