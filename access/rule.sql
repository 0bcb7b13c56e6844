-- Who may see which process, written once.
--
-- It is worked out when it changes (access.party for clients, access.process for the firm's people) and asked when it is
-- read (access.my_party, access.my_process). Row-level security (rows.ts) and the guards (guards.ts) both ask it here.
-- Everything in this file belongs to andamento_rule, which nobody logs in as. The service's role, andamento_app, may read
-- the views that begin with my_ and call what is granted at the end. The file is run before the migrations and again
-- whenever it has changed: it replaces what it made, and names the firm's tables inside of functions only.
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
alter table access.attempt enable row level security, force row level security;
alter table access.reset_request enable row level security, force row level security;
drop policy if exists rule on access.attempt;
create policy rule on access.attempt to andamento_rule using (true) with check (true);
drop policy if exists rule on access.reset_request;
create policy rule on access.reset_request to andamento_rule using (true) with check (true);

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

-- -------------------------------------------------------------------------------------------------------- entering

-- Sessions that still count: not ended, not run out, of an active staff member or a live access whose type still has
-- this door; a preview as long as whoever looks is an admin. entitled: the firm's plan opens the door too.
drop function if exists access.live_session();
create function access.live_session()
returns table (id uuid, token_hash bytea, firm_id uuid, channel text, credential text, preview boolean, previewer_id uuid,
               last_used_at timestamptz, staff_id uuid, role text, access_id uuid, contact_id uuid, categories text[], first_seen_at timestamptz,
               includes_team_processes boolean, includes_private_processes boolean, entitled boolean)
language sql stable
as $$
  select s.id, s.token_hash, s.firm_id, s.channel, s.credential, s.preview, s.previewer_id, s.last_used_at,
         m.id, m.role, a.id, a.contact_id, a.categories, a.first_seen_at, a.includes_team_processes, a.includes_private_processes,
         (m.id is not null or f.plan = any (d.plans))
  from identity.session s
  join identity.firm f on f.id = s.firm_id
  left join identity.staff_member m on m.id = s.staff_id and m.firm_id = s.firm_id and m.active
  left join identity.client_access a on a.id = s.access_id and a.firm_id = s.firm_id and a.status <> 'REVOKED'
  left join access.door d on d.type = a.type and d.channel = s.channel and d.credential = s.credential
  where s.ended_at is null
    and s.expires_at > now()
    and s.last_used_at + make_interval(secs => s.idle_seconds) > now()
    and (m.id is not null or (a.id is not null and d.type is not null))
    and (not s.preview or exists (select from identity.staff_member v
                                  where v.id = s.previewer_id and v.firm_id = s.firm_id and v.active and v.role = 'ADMIN'))
$$;

-- For signing out, and nothing else: a session can be ended on a plan that no longer opens its channel, and sees nothing.
create or replace function access.enter_to_leave(session uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select access.claims(jsonb_build_object(
    'kind', case when l.staff_id is not null then 'staff' else 'client' end,
    'session', l.id, 'firm', l.firm_id, 'staff', l.staff_id, 'access', l.access_id, 'channel', l.channel,
    'preview', case when l.preview then 'on' end, 'previewer', l.previewer_id))
  from access.live_session() l where l.id = session
$$;

-- Whether a password session of an access may send documents (R21): of type STANDARD, or where the firm lets any.
create or replace function access.submits(access uuid) returns text
language sql stable
as $$
  select 'on' from identity.client_access a join identity.firm f on f.id = a.firm_id
  where a.id = access and (a.type = 'STANDARD' or f.simplified_may_submit)
$$;

-- First in each transaction of somebody signed in: reads the live session and grant, raises when either is over, and
-- puts the claims into this transaction's settings.
create or replace function access.enter(session uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  s record;
begin
  select * into s from access.live_session() l where l.id = session;
  if not found then
    raise exception using errcode = 'AN001', message = 'the session is over';
  end if;
  if not s.entitled then
    raise exception using errcode = 'AN002', message = 'the plan does not open this channel';
  end if;
  perform access.claims(jsonb_build_object(
    'kind', case when s.staff_id is not null then 'staff' else 'client' end,
    'session', s.id, 'firm', s.firm_id, 'staff', s.staff_id, 'role', s.role,
    'access', s.access_id, 'contact', s.contact_id, 'channel', s.channel, 'credential', s.credential,
    'team', case when s.includes_team_processes then 'on' end,
    'private', case when s.includes_private_processes then 'on' end,
    'secrets', case when s.credential = 'PASSWORD' then 'on' end,
    'preview', case when s.preview then 'on' end, 'previewer', s.previewer_id,
    -- To who has never been here everything counts as seen.
    'categories', s.categories::text, 'since', coalesce(s.first_seen_at, now()),
    'submits', case when s.credential = 'PASSWORD' and not s.preview and s.access_id is not null then access.submits(s.access_id) end));
end $$;

-- The other accesses of the asking client's e-mail, which its password has proven, and whether they come in by its channel.
-- Nobody else learns of them: not by a link, not in a preview.
create or replace function access.other_accesses() returns table (access_id uuid, firm_name text, available boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select a.id, f.name, coalesce(f.plan = any (d.plans), false)
  from identity.client_access own
  join identity.client_access a on a.email = own.email and a.id <> own.id and a.status <> 'REVOKED'
  join identity.firm f on f.id = a.firm_id
  left join access.door d on d.type = a.type and d.channel = access.claim('channel') and d.credential = 'PASSWORD'
  where own.id = access.claim('access')::uuid and access.claim('kind') = 'client'
    and access.claim('credential') = 'PASSWORD' and access.claim('preview') is null
  order by f.name, a.id
$$;

-- For a client that goes on to another of its accesses: from its password session to the bearer of its e-mail.
create or replace function access.enter_to_switch(session uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  proven record;
begin
  perform access.enter(session);
  select l.id, l.email into proven
  from identity.client_access a join identity.login l on l.email = a.email
  where a.id = access.claim('access')::uuid and access.claim('kind') = 'client'
    and access.claim('credential') = 'PASSWORD' and access.claim('preview') is null;
  if not found then
    raise exception using errcode = 'AN003', message = 'this session does not switch';
  end if;
  perform access.claims(jsonb_build_object('kind', 'bearer', 'login', proven.id, 'email', proven.email));
end $$;

-- The worker, for one job of one firm.
create or replace function access.enter_worker(firm uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$ select access.claims(jsonb_build_object('kind', 'worker', 'firm', firm)) $$;

-- The operator of the installation, founding a firm. Not granted to the service: only who owns the database may.
create or replace function access.enter_operator(firm uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$ select access.claims(jsonb_build_object('kind', 'operator', 'firm', firm)) $$;

-- Every firm, for the operator to name one by. Not granted to the service.
create or replace function access.firms() returns table (id uuid, name text, plan text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select f.id, f.name, f.plan from identity.firm f order by f.name, f.id $$;

-- Whether any firm has been founded here: yes or no, and not which.
create or replace function access.founded() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select exists (select from identity.firm) $$;

-- ------------------------------------------------------------------------- before there is a viewer: three, one row each

-- A session by the hash of its token: what the gateway learns of who is asking. Its use is noted once a minute at most.
create or replace function access.session_by_hash(hash bytea)
returns table (id uuid, kind text, firm_id uuid, staff_id uuid, role text, access_id uuid, contact_id uuid,
               channel text, credential text, preview boolean)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select * into s from access.live_session() l where l.token_hash = hash;
  if not found then return; end if;
  if s.last_used_at < now() - interval '1 minute' then
    update identity.session u set last_used_at = now() where u.id = s.id;
    if not s.preview then
      update identity.client_access u set last_seen_at = now() where u.id = s.access_id;
    end if;
  end if;
  return query select s.id, case when s.staff_id is not null then 'staff' else 'client' end, s.firm_id, s.staff_id, s.role,
                      s.access_id, s.contact_id, s.channel, s.credential, s.preview;
end $$;

-- A login by its e-mail, for the password to be verified; the claims let its bearer find what it opens.
drop function if exists access.credentials_by_email(text);
create function access.credentials_by_email(address text)
returns table (login_id uuid, password_hash text, password_set_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  perform access.claims(jsonb_build_object('kind', 'bearer', 'login', l.id, 'email', l.email))
    from identity.login l where l.email = address;
  return query select l.id, l.password_hash, l.password_set_at from identity.login l where l.email = address;
end $$;

-- Until when a mailed token can be used. A standing link that nobody opens is over before its time.
create or replace function access.token_until(expires_at timestamptz, last_used_at timestamptz, created_at timestamptz,
                                              purpose text, idle_seconds int) returns timestamptz
language sql stable
as $$
  select least(expires_at, coalesce(last_used_at, created_at)
    + make_interval(secs => coalesce(idle_seconds, case purpose when 'OPEN_LINK' then 30 * 86400 end)))
$$;

-- A mailed token by its hash, with its access or staff member; the claims let its bearer use it up.
drop function if exists access.token_by_hash(bytea);
create function access.token_by_hash(hash bytea)
returns table (token_id uuid, firm_id uuid, access_id uuid, staff_id uuid, purpose text, usable boolean, expires_at timestamptz,
               email text, resets boolean)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  perform access.claims(jsonb_build_object(
            'kind', 'bearer', 'firm', t.firm_id, 'token', t.id, 'access', t.access_id, 'staff', t.staff_id,
            'email', case when t.purpose = 'SET_PASSWORD' then coalesce(a.email, m.email) end))
    from identity.token t
    left join identity.client_access a on a.id = t.access_id
    left join identity.staff_member m on m.id = t.staff_id
    where t.hash = token_by_hash.hash;
  return query
    select t.id, t.firm_id, t.access_id, t.staff_id, t.purpose,
           t.voided_at is null and t.used_at is null and u.until > now()
             and coalesce(a.status <> 'REVOKED', m.active, false), u.until,
           coalesce(a.email, m.email), t.resets
    from identity.token t
    cross join lateral access.token_until(t.expires_at, t.last_used_at, t.created_at, t.purpose, t.idle_seconds) as u(until)
    left join identity.client_access a on a.id = t.access_id
    left join identity.staff_member m on m.id = t.staff_id
    where t.hash = token_by_hash.hash;
end $$;

-- ------------------------------------------------------------------------------------------------- attempts to come in

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
                    and e.kind in ('SIGNED_IN', 'PASSWORD_SET', 'ACCESS_SWITCHED'));
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

-- ---------------------------------------------------------------------------------------- what crosses the subgraphs

-- The name of a contact or staff member of the asking staff member's firm, to be copied where it is written down; null
-- for one that is not there or not the firm's, and for who has left it.
create or replace function access.name_of(what text, who uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select c.name from identity.contact c
  where what = 'contact' and c.id = who and c.firm_id = access.claim('firm')::uuid and access.claim('kind') = 'staff'
  union all
  select m.name from identity.staff_member m
  where what = 'staff' and m.id = who and m.active and m.firm_id = access.claim('firm')::uuid and access.claim('kind') = 'staff'
$$;

-- ---------------------------------------------------------------------------------------------------------- the log

-- Notes in an access's log what is being done with it, in the transaction that does it. Who does it, of which firm and by
-- which channel the claims say; `whose` says which access, where it is not the asking client's own, and `via` the channel of
-- somebody who is just coming in. `of_process` is what a document belongs to. With `once`, the same of the same session
-- and subject is noted once in that time. Staff who do something with no access at all leave no trace here.
create or replace function access.log(what text, whose uuid default null, via text default null, of_type text default null,
                                      of_id uuid default null, of_process uuid default null, said text[] default null,
                                      once interval default null) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who text := access.claim('kind');
begin
  if who = 'staff' and whose is null then return; end if;
  if once is not null and exists (
    select from identity.access_event e
    where e.session = access.claim('session')::uuid and e.subject = of_id and e.kind = what
      and e.at > clock_timestamp() - once)
  then return; end if;
  insert into identity.access_event (id, firm_id, access_id, kind, at, channel, actor, staff_id, session,
                                     subject_type, subject, process, details)
  select gen_random_uuid(), a.firm_id, a.id, what, clock_timestamp(), coalesce(access.claim('channel'), via),
         coalesce(m.name, a.name), m.id, access.claim('session')::uuid, of_type, of_id, of_process, coalesce(said, '{}')
  from identity.client_access a
  left join identity.staff_member m on m.firm_id = a.firm_id
    and m.id = coalesce(access.claim('staff'), access.claim('previewer'))::uuid
  where case who
    when 'staff' then a.id = whose and a.firm_id = access.claim('firm')::uuid
    when 'client' then a.id = access.claim('access')::uuid
    when 'bearer' then a.id = coalesce(whose, access.claim('access')::uuid)
      and (a.id = access.claim('access')::uuid or (access.claim('login') is not null and a.email = access.claim('email')))
    end;
  if not found then raise exception 'there is no access to log this of'; end if;
end $$;

-- Notes a sign-in that failed in the log of whatever access its e-mail has, or of the one that was named.
create or replace function access.log_failure(address text, via text, whose uuid, why text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into identity.access_event (id, firm_id, access_id, kind, at, channel, actor, details)
  select gen_random_uuid(), a.firm_id, a.id, 'SIGN_IN_FAILED', clock_timestamp(), via, address, array[why]
  from identity.client_access a join identity.firm f on f.id = a.firm_id
  where a.email = address and a.status <> 'REVOKED'
    and case when whose is null
             then exists (select from access.door d where d.type = a.type and d.channel = via and f.plan = any (d.plans))
             else a.id = whose end
$$;

-- Notes processes that clients were answered, so many seconds ago each: once per session and process in 30 minutes.
create or replace function access.log_views(sessions uuid[], processes uuid[], ages double precision[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  -- Two processes of the service that note at once would each not see what the other notes.
  perform pg_advisory_xact_lock(hashtextextended('andamento views', 0));
  insert into identity.access_event (id, firm_id, access_id, kind, at, channel, actor, session, subject_type, subject)
  select gen_random_uuid(), s.firm_id, a.id, 'PROCESS_VIEWED', v.at, s.channel, a.name, s.id, 'Process', p.id
  from (select n.session, n.process, clock_timestamp() - make_interval(secs => max(n.age)) as at
        from unnest(sessions, processes, ages) as n(session, process, age) group by n.session, n.process) v
  join identity.session s on s.id = v.session and not s.preview
  join identity.client_access a on a.id = s.access_id
  join processes.process p on p.id = v.process and p.firm_id = s.firm_id
  where not exists (
    select from identity.access_event e
    where e.session = s.id and e.subject = p.id and e.kind = 'PROCESS_VIEWED' and e.at > v.at - interval '30 minutes');
end $$;

-- How many bytes the asking person's firm has here, on their way or kept: their number, and nothing of what they are.
create or replace function access.kept_bytes() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select case when access.claim('firm') is not null then
    (select coalesce(sum(u.byte_size), 0)::bigint from documents.upload u where u.firm_id = access.claim('firm')::uuid)
  end
$$;

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

-- The asking person's processes that something is found in: in the title, in the number of before 2010, in a party's name
-- or, where digits are given, in either number. What is like a pattern is asked here, and only then whether the person sees it: a policy would be asked first of
-- every row of the firm.
create or replace function access.found(pattern text, digits text) returns setof uuid
language sql stable rows 100 security definer set search_path = pg_catalog, pg_temp
as $$
  with mine as (
    select v.process_id from access.my_party v
  )
  select p.id from mine join processes.process p on p.id = mine.process_id
  where p.title_folded like pattern or p.number like digits or p.legacy_folded like any (array[pattern, digits])
  union
  select y.process_id from mine join processes.party y on y.process_id = mine.process_id
  where y.name_folded like pattern
  union
  select f.id from (
    select p.id from processes.process p
    where p.firm_id = (select access.claim('firm')::uuid) and (select access.claim('kind')) = 'staff'
      and (p.title_folded like pattern or p.number like digits or p.legacy_folded like any (array[pattern, digits]))
    union
    select y.process_id from processes.party y
    where y.firm_id = (select access.claim('firm')::uuid) and (select access.claim('kind')) = 'staff'
      and y.name_folded like pattern) f
  join access.my_process v on v.process_id = f.id
$$;

-- When the newest movement of a process was recorded, of whatever origin: for who marks it seen. Before all time for none, and of
-- a process that the asking person does not see.
create or replace function access.recorded_until(process uuid) returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(max(m.recorded_at), '-infinity') from access.my_party v join processes.movement m on m.process_id = v.process_id
  where v.process_id = process
$$;

-- Whether the firm has a process of this number that the asking staff member does not see: a publication that waits is not to
-- tell of it.
create or replace function access.hides(number text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select from processes.process p
    where p.firm_id = access.claim('firm')::uuid and p.number = hides.number
      and not exists (select from access.my_process v where v.process_id = p.id))
  -- A number of before 2010, in whatever way it is written.
  or (hides.number !~ '^\d{20}$' and regexp_replace(hides.number, '\D', '', 'g') <> '' and exists (
    select from processes.process p
    where p.firm_id = access.claim('firm')::uuid and p.legacy_number is not null
      and regexp_replace(p.legacy_number, '\D', '', 'g') = regexp_replace(hides.number, '\D', '', 'g')
      and not exists (select from access.my_process v where v.process_id = p.id)))
$$;

-- How many movements are new to a client: of what it may see by any way in that it has, and has not marked seen; recorded
-- after one moment and until another, and not the history that came with a process. For the worker's letters: their number,
-- and nothing of what they are. It asks as the client, so that the rule is not written twice, and is the worker again.
create or replace function access.news_of(of_access uuid, after timestamptz, until timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  firm uuid := access.claim('firm')::uuid;
  found int;
begin
  if access.claim('kind') is distinct from 'worker' then return null; end if;
  perform access.claims((
    select jsonb_build_object(
      'kind', 'client', 'firm', a.firm_id, 'access', a.id, 'contact', a.contact_id, 'categories', a.categories::text,
      'team', case when a.includes_team_processes then 'on' end,
      'private', case when a.includes_private_processes then 'on' end,
      'secrets', case when exists (select from access.door d where d.type = a.type and d.credential = 'PASSWORD'
                                     and f.plan = any (d.plans)) then 'on' end)
    from identity.client_access a join identity.firm f on f.id = a.firm_id
    where a.id = of_access and a.firm_id = firm and a.status = 'ACTIVE'));
  select count(*)::int into found
  from access.my_party v
  join processes.movement m on m.process_id = v.process_id
  left join processes.seen s on s.access_id = of_access and s.process_id = v.process_id
  where m.recorded_at > greatest(after, s.seen_at) and m.recorded_at <= until and not m.history
    and case m.origin when 'AUTOMATIC' then access.opens('AUTOMATIC_MOVEMENTS') else access.opens('MANUAL_MOVEMENTS') end;
  perform access.enter_worker(firm);
  return found;
end $$;

-- Which firms there are, for the worker to begin its day: their ids, and nothing else.
create or replace function access.firm_ids() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select f.id from identity.firm f $$;

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

-- Whether a process of the firm is in segredo de justiça, or comes from one that is, by whatever link and whoever its clients are:
-- nobody outside is asked about it.
create or replace function access.in_secrecy(process uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with recursive up as (
    select p.id from processes.process p where p.id = process and p.firm_id = access.claim('firm')::uuid
    union
    select l.original_id from processes.link l join up u on l.linked_id = u.id
  )
  select bool_or(p.secret) from up u join processes.process p on p.id = u.id
$$;

-- Where the bytes of a process's documents are: for the admin who deletes it, to have them removed.
create or replace function access.files_of(process uuid) returns setof text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select d.storage_key from documents.document d
  where d.process_id = process and d.storage_key is not null
    and d.firm_id = access.claim('firm')::uuid and access.claim('kind') = 'staff' and access.claim('role') = 'ADMIN'
$$;

-- -------------------------------------------------------------------------------------------- what the service may use
revoke all on all tables in schema access from public;
revoke all on all functions in schema access from public;
grant usage on schema access to andamento_app, andamento_owner;
grant select on access.my_party, access.my_process, access.my_staff, access.door to andamento_app;
grant execute on function access.claim(text), access.opens(text), access.lock_firm(uuid), access.circles(uuid, uuid), access.enter(uuid), access.enter_to_leave(uuid), access.enter_to_switch(uuid), access.other_accesses(), access.enter_worker(uuid), access.news_of(uuid, timestamptz, timestamptz), access.firm_ids(), access.founded(),
  access.session_by_hash(bytea), access.credentials_by_email(text), access.token_by_hash(bytea), access.token_until(timestamptz, timestamptz, timestamptz, text, int),
  access.attempt(text, text, int), access.forgive(text, text), access.ask_reset(text), access.enter_reset(uuid), access.password_set(),
  access.name_of(text, uuid), access.kept_bytes(), access.files_of(uuid), access.in_secrecy(uuid), access.pause_court(text, text, int, text), access.paused_court(text, text), access.found(text, text), access.recorded_until(uuid), access.hides(text), access.explain(uuid, uuid, text),
  access.log(text, uuid, text, text, uuid, uuid, text[], interval),
  access.log_failure(text, text, uuid, text), access.log_views(uuid[], uuid[], double precision[]) to andamento_app;
grant execute on function access.claim(text), access.before_change(), access.after_change(),
  access.before_movement(), access.after_movement(), access.enter_operator(uuid), access.lock_firm(uuid), access.difference(), access.firms() to andamento_owner;
