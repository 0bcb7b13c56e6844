-- Attempts to come in, counted in the database: restarts, several processes and batches change nothing.

-- Attempts to come in, by what they are counted for: an e-mail, an address of the network, everybody. Keys are hashes; a row is
-- kept as long as it holds anybody back, and a month at most.
create table if not exists access.attempt (
  key bytea not null primary key,
  -- How many in a row have failed, where that is what counts.
  failures int not null,
  -- Until when nobody is let try; where tries are let through at a pace, when the next would be due.
  until timestamptz not null,
  at timestamptz not null
);
create index if not exists attempt_by_time on access.attempt (at);

-- Passwords that somebody wants to set anew, until the worker has looked who it is.
create table if not exists access.reset_request (
  id uuid not null primary key,
  email text not null,
  at timestamptz not null
);

alter table access.attempt enable row level security, force row level security;
drop policy if exists rule on access.attempt;
create policy rule on access.attempt to andamento_rule using (true) with check (true);
alter table access.reset_request enable row level security, force row level security;
drop policy if exists rule on access.reset_request;
create policy rule on access.reset_request to andamento_rule using (true) with check (true);

-- Lets one through at a pace: so many at once, and then one each time. Gives how long there is to wait; null for not at all.
create or replace function access.take(what text, at_once int, each interval) returns interval
language plpgsql volatile
as $$
declare
  k bytea := sha256(convert_to(what, 'utf8'));
begin
  insert into access.attempt as a (key, failures, until, at)
    values (k, 0, clock_timestamp() + each, clock_timestamp())
    on conflict (key) do update set until = greatest(a.until, clock_timestamp()) + each, at = clock_timestamp()
      where a.until <= clock_timestamp() + (at_once - 1) * each;
  if found then return null; end if;
  return (select a.until - (at_once - 1) * each - clock_timestamp() from access.attempt a where a.key = k);
end $$;

-- How long there is to wait after so many failures in a row: doubled from the tenth on up to an hour, a day from the hundredth.
create or replace function access.delay_after(failures int) returns interval
language sql immutable parallel safe
as $$
  select make_interval(secs => case when failures < 10 then 0 when failures < 100 then least(2 ^ (failures - 10), 3600) else 86400 end)
$$;

-- Counts an attempt to come in, before it is looked at: of the network address it comes from, of everybody, and of the e-mail
-- that is tried, where one is. Gives how many seconds there are to wait; null: go on. It counts as failed until it is forgiven.
create or replace function access.attempt(email text, address text, at_once int) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  k bytea := sha256(convert_to('email ' || email, 'utf8'));
  wait interval;
begin
  delete from access.attempt a where a.key in (
    select o.key from access.attempt o
    where o.at < now() - interval '1 day' and o.until < now() and (o.failures = 0 or o.at < now() - interval '30 days')
    order by o.at limit 5 for update skip locked);
  wait := access.take('address ' || access.network_of(address), at_once, interval '5 seconds');
  if wait is null then wait := access.take('everybody', 50 * at_once, interval '50 milliseconds'); end if;
  if wait is null and email is not null then
    insert into access.attempt as a (key, failures, until, at) values (k, 1, clock_timestamp(), clock_timestamp())
      on conflict (key) do update
        set failures = a.failures + 1, until = clock_timestamp() + access.delay_after(a.failures + 1), at = clock_timestamp()
        where a.until <= clock_timestamp();
    if not found then wait := (select a.until - clock_timestamp() from access.attempt a where a.key = k); end if;
  end if;
  return case when wait is not null then greatest(1, ceil(extract(epoch from wait)))::int end;
end $$;

-- An attempt that came in does not count: the e-mail begins anew, and its network address and everybody have one more.
create or replace function access.forgive(email text, address text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  update access.attempt set until = until - interval '5 seconds'
    where key = sha256(convert_to('address ' || access.network_of(address), 'utf8'));
  update access.attempt set until = until - interval '50 milliseconds' where key = sha256('everybody');
  delete from access.attempt where key = sha256(convert_to('email ' || email, 'utf8'));
$$;

-- Whose an address of the network is: of the newer ones half of it is the household's own to choose.
create or replace function access.network_of(address text) returns text
language sql immutable parallel safe
as $$
  select case when address is null then '' when family(address::inet) = 4 then host(address::inet)
              else host(network(set_masklen(address::inet, 64))) end
$$;

-- Somebody wants to set a new password: three an hour for an e-mail, whether or not anybody has it. Gives what the worker asks
-- for; null when there were enough.
create or replace function access.ask_reset(address text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  asked uuid := gen_random_uuid();
begin
  if access.take('reset ' || address, 2, interval '1 hour') is not null then return null; end if;
  insert into access.reset_request (id, email, at) values (asked, address, now());
  return asked;
end $$;

-- Whether the owner of a link is told by mail that it was opened on a new device: two letters at once and one an hour, so that
-- whoever has the link fills no mailbox with them. Null to all but the link's bearer.
create or replace function access.may_tell(whose uuid) returns boolean
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select access.take('told ' || whose, 2, interval '1 hour') is null
  where access.claim('kind') = 'bearer' and access.claim('access')::uuid = whose
$$;

-- The worker, for one who wants to set a new password: into the firm of what its e-mail opened last. What was mailed before is
-- void. No rows for an e-mail that has no password, or opens nothing any more. It is noted wherever the password has been used:
-- whose log lacked it would know of an access at another firm, and so would one that has never seen the password.
create or replace function access.enter_reset(request uuid) returns table (firm_id uuid, access_id uuid, staff_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  address text;
  way record;
begin
  delete from access.reset_request r where r.id = request returning r.email into address;
  select w.* into way from (
    select m.firm_id, null::uuid as access_id, m.id as staff_id, m.created_at,
           (select max(s.last_used_at) from identity.session s where s.staff_id = m.id) as used_at
    from identity.staff_member m where m.email = address and m.active
    union all
    select a.firm_id, a.id, null, a.created_at, a.last_seen_at
    from identity.client_access a where a.email = address and a.status <> 'REVOKED') w
  where exists (select from identity.login l where l.email = address)
  order by w.used_at desc nulls last, w.created_at limit 1;
  if way.firm_id is null then return; end if;
  perform access.void_resets(address);
  insert into identity.access_event (id, firm_id, access_id, kind, at, actor, details)
    select gen_random_uuid(), a.firm_id, a.id, 'PASSWORD_RESET_REQUESTED', clock_timestamp(), a.name, '{}'
    from identity.client_access a
    where a.email = address and a.status <> 'REVOKED'
      and exists (select from identity.access_event e where e.access_id = a.id
                    and e.kind in ('SIGNED_IN', 'PASSWORD_SET', 'ACCESS_SWITCHED'))
    order by a.id;
  perform access.claims(jsonb_build_object('kind', 'worker', 'firm', way.firm_id));
  return query select way.firm_id, way.access_id, way.staff_id;
end $$;

create or replace function access.void_resets(address text) returns void
language sql volatile
as $$
  update identity.token t set voided_at = now()
    where t.resets and t.voided_at is null and t.used_at is null
      and (t.access_id in (select a.id from identity.client_access a where a.email = address)
        or t.staff_id in (select m.id from identity.staff_member m where m.email = address))
$$;

-- The bearer of a mailed token has set a password: what the old one had opened is over, at every firm, other mails that would set
-- one are void, and attempts are counted anew.
create or replace function access.password_set() returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  address text := access.claim('email');
begin
  if access.claim('kind') is distinct from 'bearer' or access.claim('token') is null or address is null then
    raise exception using errcode = 'AN003', message = 'only the bearer of a mailed token sets a password';
  end if;
  update identity.session s set ended_at = now()
    where s.ended_at is null and s.credential = 'PASSWORD' and not s.preview
      and (s.access_id in (select a.id from identity.client_access a where a.email = address)
        or s.staff_id in (select m.id from identity.staff_member m where m.email = address));
  perform access.void_resets(address);
  delete from access.attempt where key = sha256(convert_to('email ' || address, 'utf8'));
end $$;
