-- The service bounds its own transactions (lib/db/bounds.ts); the role may be that of other apps too. What the first
-- wording of 0001 gave the role is taken back where that was applied, and only while it is still as it was given.
do $$
declare
  given text;
begin
  if not exists (
    select from drizzle.__drizzle_migrations
    where hash = '050b8c752fd381df258c4e509d4d5d64752e414c331c1117de90a85f37f2d39e'
  ) then return; end if;
  for given in
    select split_part(setting, '=', 1) from pg_roles, unnest(rolconfig) setting
    where rolname = current_user
      and setting in ('statement_timeout=15s', 'lock_timeout=5s', 'idle_in_transaction_session_timeout=30s')
  loop
    execute format('alter role current_user reset %I', given);
  end loop;
end
$$;
