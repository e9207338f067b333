-- No statement and no wait for a lock outlives a function's patience. Holds for connections opened from now on.
alter role current_user set statement_timeout = '15s';
--> statement-breakpoint
alter role current_user set lock_timeout = '5s';
--> statement-breakpoint
alter role current_user set idle_in_transaction_session_timeout = '30s';
--> statement-breakpoint
-- The last statement of a creation: a transaction that waited too long must not commit a job whose messages were dropped.
create or replace function unstuck_assert_before(latest timestamptz) returns boolean language plpgsql as $$
begin
  if clock_timestamp() >= latest then
    raise exception 'the creation of this job took too long' using errcode = 'UN001';
  end if;
  return true;
end
$$;
