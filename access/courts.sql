-- Services of the courts that want to be left alone: they answer the installation and not a firm, so whatever firm was told so,
-- it holds for all. `mark` says whom the service refused: a key that was changed is not.
create table if not exists access.court_pause (
  source text not null primary key,
  reason text not null,
  until timestamptz not null,
  mark text not null
);

alter table access.court_pause enable row level security, force row level security;
drop policy if exists rule on access.court_pause;
create policy rule on access.court_pause to andamento_rule using (true) with check (true);

-- Lets a service of the courts alone for so many seconds: the worker, who was told so.
create or replace function access.pause_court(of_source text, why text, seconds int, by_mark text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into access.court_pause (source, reason, until, mark)
  select of_source, why, clock_timestamp() + make_interval(secs => seconds), by_mark where access.claim('kind') = 'worker'
  on conflict (source) do update set reason = excluded.reason, until = excluded.until, mark = excluded.mark
$$;

-- Whether the worker is to let a service of the courts alone, why, and for how many seconds.
create or replace function access.paused_court(of_source text, by_mark text) returns table (reason text, seconds int)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p.reason, ceil(extract(epoch from p.until - clock_timestamp()))::int
  from access.court_pause p
  where p.source = of_source and p.mark = by_mark and p.until > clock_timestamp() and access.claim('kind') = 'worker'
$$;
