-- Until 0008 this also gave the role its timeouts; databases that have it so are mended there.
-- The last statement of a creation: a transaction that waited too long must not commit a job whose messages were dropped.
create or replace function unstuck_assert_before(latest timestamptz) returns boolean language plpgsql as $$
begin
  if clock_timestamp() >= latest then
    raise exception 'the creation of this job took too long' using errcode = 'UN001';
  end if;
  return true;
end
$$;
