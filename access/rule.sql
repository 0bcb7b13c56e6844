-- Who may see which process, written once.
--
-- It is worked out when it changes (access.party for clients, access.process for the firm's people) and asked when it is
-- read (access.my_party, access.my_process). Row-level security (rows.ts) and the guards (guards.ts) both ask it here.
-- Everything here and in the files beside it belongs to andamento_rule, which nobody logs in as. The service's role,
-- andamento_app, may read the views that begin with my_ and call what granted.sql names. The files are run, this one first,
-- before the migrations and again whenever one has changed: they replace what they made, and name the firm's tables inside of
-- functions only.
set local check_function_bodies = off;

-- ------------------------------------------------------------------------------------------------ who is asking: claims
-- Claims live in settings of the current transaction. Unset or empty is null, and null matches nothing.

create or replace function access.claim(name text) returns text
language sql stable parallel safe
as $$ select nullif(current_setting('andamento.' || name, true), '') $$;

-- Whether the asking client's grant has a category switched on.
create or replace function access.opens(category text) returns boolean
language sql stable parallel safe
as $$ select category = any (access.claim('categories')::text[]) $$;

-- Every claim is set, the ones not named to nothing: entering twice in one transaction leaves nothing of the first.
create or replace function access.claims(said jsonb) returns void
language sql volatile
as $$
  select set_config('andamento.' || name, coalesce(said ->> name, ''), true)
  from unnest(array['kind', 'session', 'firm', 'staff', 'role', 'access', 'contact', 'team', 'private', 'secrets',
                    'categories', 'submits', 'since', 'login', 'email', 'token', 'channel', 'credential', 'preview', 'previewer']) as name
$$;

-- ----------------------------------------------------------------------------------------------------- what is worked out

-- The doors of channels.ts, so that SQL and TypeScript read one table.
create table if not exists access.door (
  type text not null,
  channel text not null,
  credential text not null,
  plans text[] not null,
  primary key (type, channel)
);

-- A client's contact sees a process: one row for each process and contact that a party of role CLIENT opens.
create table if not exists access.party (
  firm_id uuid not null,
  process_id uuid not null,
  contact_id uuid not null,
  -- The stricter of its own and of those it inherits from (R13).
  visibility text not null,
  secret boolean not null,
  primary key (process_id, contact_id)
);
-- The date of the latest movement of each origin: one date for both would tell of a closed category through the order.
alter table access.party add column if not exists last_automatic_at timestamptz;
alter table access.party add column if not exists last_manual_at timestamptz;
create index if not exists party_of_contact on access.party (contact_id, process_id);

-- The same for the firm's own people: one row for each process.
create table if not exists access.process (
  firm_id uuid not null,
  process_id uuid not null primary key,
  visibility text not null,
  responsible_id uuid,
  team uuid[] not null
);
alter table access.process add column if not exists last_movement_at timestamptz;
-- The staff whose names its tasks show.
alter table access.process add column if not exists assignee_ids uuid[] not null default '{}';
drop index if exists access.process_by_movement;
create index if not exists process_by_latest on access.process (firm_id, coalesce(last_movement_at, '0001-01-01 00:00:00+00'::timestamptz) desc);

alter table access.party enable row level security, force row level security;
alter table access.process enable row level security, force row level security;
drop policy if exists rule on access.party;
create policy rule on access.party to andamento_rule using (true) with check (true);
drop policy if exists rule on access.process;
create policy rule on access.process to andamento_rule using (true) with check (true);

-- What the first two tables must hold, from nothing. They are filled from here and checked against it.
-- An appeal or offshoot without a party of role CLIENT has its original's, whose original's it may be in turn; the strictest
-- visibility and secrecy on the way hold. One with a CLIENT party of its own stands on those. ATTACHMENT never grants anything.
create or replace function access.party_truth(processes uuid[] default null) returns setof access.party
language sql stable
as $$
  with recursive way as (
    select p.firm_id, p.id as process_id, p.id as at, access.strictness(p.visibility) as strictness, p.secret,
           exists (select from processes.party y where y.process_id = p.id and y.role = 'CLIENT') as ended, 1 as steps
    from processes.process p
    where processes is null or p.id = any (processes)
    union all
    select w.firm_id, w.process_id, o.id, greatest(w.strictness, access.strictness(o.visibility)), w.secret or o.secret,
           exists (select from processes.party y where y.process_id = o.id and y.role = 'CLIENT'), w.steps + 1
    from way w
    join processes.link l on l.linked_id = w.at and l.kind in ('APPEAL', 'OFFSHOOT')
    join processes.process o on o.id = l.original_id
    where not w.ended and w.steps < 1000 -- circles are refused; should there be one, it grants nothing and ends here
  )
  select w.firm_id, w.process_id, y.contact_id,
         (array['PUBLIC', 'TEAM', 'PRIVATE'])[max(w.strictness)], bool_or(w.secret),
         (select max(m.occurred_at) from processes.movement m where m.process_id = w.process_id and m.origin = 'AUTOMATIC'),
         (select max(m.occurred_at) from processes.movement m where m.process_id = w.process_id and m.origin = 'MANUAL')
  from way w
  join processes.party y on y.process_id = w.at and y.role = 'CLIENT' and y.contact_id is not null
  where w.ended
  group by w.firm_id, w.process_id, y.contact_id
$$;

create or replace function access.strictness(visibility text) returns int
language sql immutable parallel safe
as $$ select case visibility when 'PUBLIC' then 1 when 'TEAM' then 2 else 3 end $$;

create or replace function access.process_truth(processes uuid[] default null) returns setof access.process
language sql stable
as $$
  select p.firm_id, p.id, p.visibility, p.responsible_id, p.team_ids,
         (select max(m.occurred_at) from processes.movement m where m.process_id = p.id),
         array(select distinct t.assignee_id from processes.task t
               where t.process_id = p.id and t.assignee_id is not null order by 1)
  from processes.process p
  where processes is null or p.id = any (processes)
$$;

-- Rows that differ from a rebuild from nothing. None, or the rule has been broken. Not granted to the service.
create or replace function access.difference() returns table (what text, process_id uuid, contact_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select 'party', d.process_id, d.contact_id from (
    (select * from access.party_truth() except select * from access.party)
    union all
    (select * from access.party except select * from access.party_truth())) d
  union all
  select 'process', d.process_id, null from (
    (select * from access.process_truth() except select * from access.process)
    union all
    (select * from access.process except select * from access.process_truth())) d
$$;

-- Changes of parties, visibility, secrecy or team go one after the other within a firm. Without this two of them that
-- overlap could each work out the rule without having seen the other.
create or replace function access.lock_of(firm uuid) returns bigint
language sql immutable parallel safe
as $$ select hashtextextended('andamento ' || firm, 0) $$;

create or replace function access.lock_firm(firm uuid default null) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$ select pg_advisory_xact_lock(access.lock_of(coalesce(firm, access.claim('firm')::uuid))) $$;

-- Works the rule out anew for processes and for all that inherit from them. Rows that stay are changed in place.
create or replace function access.recompute(touched uuid[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  family uuid[];
begin
  with recursive heirs as (
    select id from unnest(touched) id
    union
    select l.linked_id from processes.link l join heirs h on l.original_id = h.id where l.kind in ('APPEAL', 'OFFSHOOT')
  )
  select array_agg(id) into family from heirs;
  with truth as materialized (select * from access.party_truth(family)),
       gone as (delete from access.party p where p.process_id = any (family)
                  and (p.process_id, p.contact_id) not in (select t.process_id, t.contact_id from truth t))
  insert into access.party select * from truth
    on conflict (process_id, contact_id) do update
      set visibility = excluded.visibility, secret = excluded.secret,
          last_automatic_at = excluded.last_automatic_at, last_manual_at = excluded.last_manual_at;
  with truth as materialized (select * from access.process_truth(touched)),
       gone as (delete from access.process p where p.process_id = any (touched)
                  and p.process_id not in (select t.process_id from truth t))
  insert into access.process select * from truth
    on conflict (process_id) do update
      set visibility = excluded.visibility, responsible_id = excluded.responsible_id, team = excluded.team,
          last_movement_at = excluded.last_movement_at, assignee_ids = excluded.assignee_ids;
end $$;

-- A new movement only raises dates. It shares the firm's lock with other new movements, so that none is missed by a change
-- of who sees what that is under way; one taken away, which may lower a date, is such a change itself.
create or replace function access.before_movement() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if access.claim('firm') is not null then
    perform pg_advisory_xact_lock_shared(access.lock_of(access.claim('firm')::uuid));
  end if;
  return null;
end $$;

create or replace function access.after_movement() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'DELETE' then
    perform access.lock_firm(firm) from (select distinct o.firm_id as firm from old_rows o order by 1) firms;
    perform access.recompute(array(select distinct o.process_id from old_rows o));
    return null;
  end if;
  perform pg_advisory_xact_lock_shared(access.lock_of(firm))
    from (select distinct n.firm_id as firm from now_rows n order by 1) firms;
  update access.party p
    set last_automatic_at = greatest(p.last_automatic_at, n.automatic_at),
        last_manual_at = greatest(p.last_manual_at, n.manual_at)
    from (select m.process_id, max(m.occurred_at) filter (where m.origin = 'AUTOMATIC') as automatic_at,
                 max(m.occurred_at) filter (where m.origin = 'MANUAL') as manual_at
          from now_rows m group by m.process_id) n
    where p.process_id = n.process_id;
  update access.process p
    set last_movement_at = greatest(p.last_movement_at, n.at)
    from (select m.process_id, max(m.occurred_at) as at from now_rows m group by m.process_id) n
    where p.process_id = n.process_id;
  return null;
end $$;

-- Whether linking would close a circle in the asking person's firm: the original is the linked one itself, or has
-- inherited from it. It looks through processes that person may not see.
create or replace function access.circles(original uuid, linked uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with recursive up as (
    select original as id
    union
    select l.original_id from processes.link l join up u on l.linked_id = u.id
    where l.kind in ('APPEAL', 'OFFSHOOT') and l.firm_id = access.claim('firm')::uuid
  )
  select access.claim('firm') is not null and exists (select from up where id = linked)
$$;

-- Before a statement the firm's lock, so that nobody waits for it while holding a row. After it, with a fresh look at what
-- others have committed meanwhile, the rule for the processes it touched.
create or replace function access.before_change() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if access.claim('firm') is not null then perform access.lock_firm(); end if;
  return null;
end $$;

create or replace function access.after_change() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  touched jsonb[] := '{}';
  key text := tg_argv[0];
begin
  if tg_op in ('INSERT', 'UPDATE') then
    touched := touched || array(select to_jsonb(n) from now_rows n);
  end if;
  if tg_op in ('DELETE', 'UPDATE') then
    touched := touched || array(select to_jsonb(o) from old_rows o);
  end if;
  perform access.lock_firm(firm) from (
    select distinct (t ->> 'firm_id')::uuid as firm from unnest(touched) t order by 1) firms;
  perform access.recompute(array(select distinct (t ->> key)::uuid from unnest(touched) t));
  return null;
end $$;

-- --------------------------------------------------------------------------------------------------- what is asked

-- The processes of the client who is asking.
create or replace view access.my_party as
  select p.process_id,
         -- The latest movement the grant lets the client see: what its list is ordered by.
         greatest(case when (select access.opens('AUTOMATIC_MOVEMENTS')) then p.last_automatic_at end,
                  case when (select access.opens('MANUAL_MOVEMENTS')) then p.last_manual_at end) as last_movement_at,
         p.secret
  from access.party p
  where p.contact_id = (select access.claim('contact')::uuid)
    and p.firm_id = (select access.claim('firm')::uuid)
    and (select access.claim('kind')) = 'client'
    and (p.visibility = 'PUBLIC'
      or (p.visibility = 'TEAM' and (select access.claim('team')) = 'on')
      or (p.visibility = 'PRIVATE' and (select access.claim('private')) = 'on'))
    and (not p.secret or (select access.claim('secrets')) = 'on');

-- The processes of the staff member who is asking: PUBLIC to all, TEAM to its team, PRIVATE to its responsible, who is of
-- the team too; everything to an admin.
create or replace view access.my_process as
  select p.process_id, p.last_movement_at
  from access.process p
  where p.firm_id = (select access.claim('firm')::uuid)
    and (select access.claim('kind')) = 'staff'
    and ((select access.claim('role')) = 'ADMIN'
      or p.visibility = 'PUBLIC'
      or p.responsible_id = (select access.claim('staff')::uuid)
      or (p.visibility = 'TEAM' and (select access.claim('staff')::uuid) = any (p.team)));

-- The staff whose names the asking client's processes show: who is responsible, and who has a task it may see.
create or replace view access.my_staff as
  select p.responsible_id as staff_id
  from access.my_party m
  join access.process p on p.process_id = m.process_id
  where p.responsible_id is not null
  union all
  select unnest(p.assignee_ids)
  from access.my_party m
  join access.process p on p.process_id = m.process_id
  where (select access.opens('TASKS'));

-- Why a client sees, or does not see, a process on a channel: every rule with its verdict and a word for the reason. It tells
-- what my_party goes by, and to who does not reach the process what it would go by: the visibility and secrecy that the
-- process has by inheritance. For an admin of the firm; no rows for what is not the firm's.
create or replace function access.explain(of_access uuid, of_process uuid, by_channel text)
returns table (rule text, passed boolean, reason text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with recursive way as (
    select o.id as at, access.strictness(o.visibility) as strictness, o.secret, 1 as steps
    from processes.process o
    where o.id = of_process and o.firm_id = access.claim('firm')::uuid
    union all
    select o.id, access.strictness(o.visibility), o.secret, w.steps + 1
    from way w
    join processes.link l on l.linked_id = w.at and l.kind in ('APPEAL', 'OFFSHOOT')
    join processes.process o on o.id = l.original_id
    where w.steps < 1000
      and not exists (select from processes.party y where y.process_id = w.at and y.role = 'CLIENT')
  ), inherited as (
    select (array['PUBLIC', 'TEAM', 'PRIVATE'])[max(w.strictness)] as visibility, bool_or(w.secret) as secret from way w
  ), facts as (
    select a.status, a.includes_team_processes as team, a.includes_private_processes as private,
           coalesce(p.visibility, i.visibility) as visibility, coalesce(p.secret, i.secret) as secret,
           p.process_id is not null as reached,
           coalesce((select bool_or(y.role = 'CLIENT') from processes.party y
                     where y.process_id = o.id and y.contact_id = a.contact_id), false) as direct,
           exists (select from processes.party y where y.process_id = o.id and y.contact_id = a.contact_id) as named,
           exists (select from processes.party y where y.process_id = o.id and y.role = 'CLIENT') as has_client,
           array(select l.kind from processes.link l where l.linked_id = o.id) as kinds,
           d.credential, f.plan = any (d.plans) as entitled
    from identity.client_access a
    join identity.firm f on f.id = a.firm_id
    join processes.process o on o.firm_id = a.firm_id and o.id = of_process
    cross join inherited i
    left join access.party p on p.process_id = o.id and p.contact_id = a.contact_id and p.firm_id = a.firm_id
    left join access.door d on d.type = a.type and d.channel = by_channel
    where a.id = of_access and a.firm_id = access.claim('firm')::uuid
      and access.claim('kind') = 'staff' and access.claim('role') = 'ADMIN'
  )
  select v.rule, v.passed, v.reason
  from facts, lateral (values
    (1, 'ACCESS_ACTIVE', status <> 'REVOKED', status),
    (2, 'PARTY', direct, case when direct then 'CLIENT' when named then 'OTHER_ROLE' else 'NO_PARTY' end),
    (3, 'INHERITED', reached,
     case when direct then 'NOT_NEEDED' when reached then 'FROM_ORIGINAL' when has_client then 'OWN_CLIENT'
          when kinds && '{APPEAL,OFFSHOOT}' then 'ORIGINAL_NOT_REACHED' when 'ATTACHMENT' = any (kinds) then 'ATTACHMENT'
          else 'NO_ORIGINAL' end),
    (4, 'TEAM_INCLUDED', visibility <> 'TEAM' or team,
     case when visibility <> 'TEAM' then 'NOT_NEEDED' when team then 'INCLUDED' else 'NOT_INCLUDED' end),
    (5, 'PRIVATE_INCLUDED', visibility <> 'PRIVATE' or private,
     case when visibility <> 'PRIVATE' then 'NOT_NEEDED' when private then 'INCLUDED' else 'NOT_INCLUDED' end),
    (6, 'SECRECY', not secret or credential is not distinct from 'PASSWORD',
     case when not secret then 'NOT_SECRET' else coalesce(credential, 'NO_CHANNEL') end),
    (7, 'CHANNEL', coalesce(entitled, false),
     case when credential is null then 'TYPE' when entitled then credential else 'PLAN' end)
  ) v (place, rule, passed, reason)
  order by v.place
$$;
