-- What one subgraph asks of another's tables, and what is asked of rows that the asking person does not see.

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

-- How many bytes the asking person's firm has here, on their way or kept: their number, and nothing of what they are.
create or replace function access.kept_bytes() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select case when access.claim('firm') is not null then
    (select coalesce(sum(u.byte_size), 0)::bigint from documents.upload u where u.firm_id = access.claim('firm')::uuid)
  end
$$;

-- The asking person's processes that something is found in: in the title, in the number of before 2010, in a party's name
-- or, where digits are given, in either number. What is like a pattern is asked here, and only then whether the person sees
-- it: a policy would be asked first of every row of the firm.
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

-- Whether the firm has a process that the asking staff member does not see, and whose number stands in what a publication gives
-- as its own: one that waits is not to tell of it. Gazettes write numbers with blanks, with words before them, and with the
-- number of an appeal or incident behind them.
create or replace function access.hides(number text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select from processes.process p
    where p.firm_id = access.claim('firm')::uuid
      -- With whatever stands around its digits, and without the zeros it begins with.
      and p.number = lpad(regexp_replace(hides.number, '\D', '', 'g'), 20, '0')
      and not exists (select from access.my_process v where v.process_id = p.id))
  -- What is more than a CNJ number, or another.
  or (hides.number !~ '^\d{20}$' and exists (
    with written as (select regexp_replace(hides.number, '\D', '', 'g') as digits),
    named as (
      select substr(w.digits, at, 20) as number from written w, generate_series(1, length(w.digits) - 19) at
      union all
      -- Without the zeros that it begins with, whatever dashes, points and blanks stand between its parts.
      select lpad(array_to_string(m, ''), 20, '0')
      from regexp_matches(hides.number,
        '(?<!\d)(\d{1,6})\D{1,3}(\d\d)\D{1,3}(\d{4})\D{1,3}(\d)\D{1,3}(\d\d)\D{1,3}(\d{4})', 'g') m),
    meant as (
      select p.id from named n, lateral (
        select p.id from processes.process p where p.firm_id = access.claim('firm')::uuid and p.number = n.number offset 0) p
      union all
      -- A number of before 2010, in whatever way it is written.
      select p.id
      from written w, processes.process p, lateral (select regexp_replace(p.legacy_number, '\D', '', 'g') as digits) l
      where p.firm_id = access.claim('firm')::uuid and p.legacy_number is not null and w.digits <> ''
        and (w.digits = l.digits or (length(l.digits) >= 12 and strpos(w.digits, l.digits) > 0)))
    select from meant m where not exists (select from access.my_process v where v.process_id = m.id)))
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
