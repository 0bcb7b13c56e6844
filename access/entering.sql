-- Coming in: whose a session, a password or a mailed token is, and what claims it puts into the transaction.

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

-- Which firms there are, for the worker to begin its day: their ids, and nothing else.
create or replace function access.firm_ids() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select f.id from identity.firm f $$;

-- Whether any firm has been founded here: yes or no, and not which.
create or replace function access.founded() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select exists (select from identity.firm) $$;

-- ------------------------------------------------------------------------- before there is a viewer: three, one row each

-- A session by the hash of its token: what the gateway learns of who is asking. Its use is noted once a minute at most, and
-- waits for nobody: who ends sessions holds the access first and then them, and would wait for whoever comes the other way round.
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
    update identity.session u set last_used_at = now()
      where u.id = (select f.id from identity.session f where f.id = s.id for no key update skip locked);
    if not s.preview then
      update identity.client_access u set last_seen_at = now()
        where u.id = (select f.id from identity.client_access f where f.id = s.access_id for no key update skip locked);
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
