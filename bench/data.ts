// The data that is measured on: made by the database itself from hashes of numbers, so that it is the same every time. It
// is loaded with the tables bare of indexes, keys and triggers; the rule's own tables are filled by the rule's own functions.
import { createHash } from "node:crypto";
import { Client } from "pg";

export interface Size {
  readonly firms: number;
  readonly processes: number;
  /** How many firms have a viewer that is measured. */
  readonly viewers: number;
  /** How many processes such a firm has. */
  readonly each: number;
}

export const sizes = {
  full: { firms: 200, processes: 100_000, viewers: 24, each: 1000 },
  small: { firms: 20, processes: 6000, viewers: 4, each: 1000 },
} satisfies Record<string, Size>;

/** A client that is measured, the first contact of its firm. */
export interface Viewer {
  readonly firm: number;
  readonly token: string;
  /** Processes it sees. */
  readonly sees: number;
  /** Its process of 5,200 movements, and the cursor behind 5,000 of them. */
  readonly long: { readonly id: string; readonly cursor: string };
  /** Processes with full pages of everything. */
  readonly busy: readonly string[];
}

/** How many processes the viewers of eight firms after each other are party to. */
const shares = [5, 10, 20, 40, 80, 160, 320, 785];
/** The first of a viewer's processes is the long one, the next ones are the busy ones. */
const busy = [2, 3, 4, 5];
const longest = 5200;
const deep = 5000;

/** The id of the nth row of a kind. */
export const idOf = (kind: string, number: number): string =>
  createHash("md5")
    .update(`bench ${kind} ${number}`)
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

const tokenOf = (access: number): string => createHash("sha256").update(`bench session ${access}`).digest("base64url");

/** Fills a migrated, empty database. */
export async function fill(url: string, size: Size): Promise<void> {
  await connected(url, async (client) => {
    await client.query(helpers);
    await client.query("begin; set local role andamento_owner; set local maintenance_work_mem = '256MB'");
    const dress = await strip(client);
    for (const statement of rowsOf(size)) await client.query(statement);
    await dress();
    await client.query("set local role andamento_rule");
    await client.query("insert into access.party select * from access.party_truth()");
    await client.query("insert into access.process select * from access.process_truth()");
    await client.query("commit");
    for (const role of ["andamento_owner", "andamento_rule"]) {
      await client.query(`set role ${role}`);
      for (const table of await tablesOf(client, role)) await client.query(`vacuum analyze ${table}`);
    }
    await client.query("set role andamento_owner");
    const { rows } = await client.query("select count(*)::int as count from access.difference()");
    if (rows[0].count > 0) throw new Error(`The rule differs from its truth in ${rows[0].count} rows.`);
    await client.query(`reset role; comment on schema bench is '${markOf(size)}'`);
  });
}

/** Whether a database has been filled with this data to its end. */
export async function isFilled(url: string, size: Size): Promise<boolean> {
  return connected(url, async (client) => {
    const question = "select obj_description(oid, 'pg_namespace') as mark from pg_namespace where nspname = 'bench'";
    return (await client.query(question)).rows[0]?.mark === markOf(size);
  });
}

/** The viewers, with sessions that live from now on. */
export async function viewersOf(url: string, size: Size): Promise<Viewer[]> {
  return connected(url, async (client) => {
    await client.query("set role andamento_rule");
    await client.query("update identity.session set last_used_at = now()");
    const viewers: Viewer[] = [];
    for (let firm = 1; firm <= size.viewers; firm += 1) {
      const process = (k: number) => idOf("process", (firm - 1) * size.each + k);
      const access = (firm - 1) * 20 + 1;
      const { rows: passed } = await client.query(
        `select to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as value, id
         from processes.movement where process_id = $1 order by occurred_at desc, id desc offset ${deep - 1} limit 1`,
        [process(1)],
      );
      await client.query("begin");
      await client.query("select access.enter($1)", [idOf("session", access)]);
      const { rows: seen } = await client.query("select count(*)::int as count from access.my_party");
      await client.query("commit");
      const position = ["OCCURRED", passed[0].value, passed[0].id];
      viewers.push({
        firm,
        token: tokenOf(access),
        sees: seen[0].count,
        long: { id: process(1), cursor: Buffer.from(JSON.stringify(position)).toString("base64url") },
        busy: busy.map(process),
      });
    }
    return viewers;
  });
}

/** How many rows there are, for the report. */
export async function countsOf(url: string): Promise<Record<string, number>> {
  const tables = ["processes.process", "processes.movement", "access.party"];
  return connected(url, async (client) => {
    await client.query("set role andamento_rule");
    const counts = tables.map((table) => `(select count(*)::int from ${table}) as "${table}"`);
    return (await client.query(`select ${counts.join(", ")}`)).rows[0];
  });
}

async function connected<Answer>(url: string, work: (client: Client) => Promise<Answer>): Promise<Answer> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const markOf = (size: Size): string =>
  createHash("sha256")
    .update(JSON.stringify([helpers, rowsOf(size)]))
    .digest("hex");

async function tablesOf(client: Client, owner: string): Promise<string[]> {
  const { rows } = await client.query(
    `select oid::regclass::text as name from pg_class
     where relkind = 'r' and relowner = $1::regrole
       and relnamespace::regnamespace::text in ('access', 'identity', 'processes', 'documents')
     order by relname`,
    [owner],
  );
  return rows.map(({ name }) => name);
}

/** Takes indexes, keys and triggers off the tables, and row-level security off their owner, until what it gives is called. */
async function strip(client: Client): Promise<() => Promise<void>> {
  const tables = await tablesOf(client, "andamento_owner");
  const { rows: constraints } = await client.query(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, contype, pg_get_constraintdef(oid) as definition
     from pg_constraint where conrelid = any ($1::regclass[]) and contype in ('f', 'p', 'u') order by contype = 'f', conname`,
    [tables],
  );
  const { rows: indexes } = await client.query(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i where i.indrelid = any ($1::regclass[])
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u'))`,
    [tables],
  );
  for (const table of tables)
    await client.query(`alter table ${table} no force row level security, disable trigger user`);
  for (const { table, name } of [...constraints].reverse())
    await client.query(`alter table ${table} drop constraint ${name}`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  return async () => {
    for (const { definition } of indexes) await client.query(definition);
    for (const { table, name, definition } of constraints)
      await client.query(`alter table ${table} add constraint ${name} ${definition}`);
    for (const table of tables) {
      await client.query(`alter table ${table} force row level security, enable trigger user`);
      await client.query(`analyze ${table}`);
    }
  };
}

// bench.enter is what a server that knew nothing but this product's clients would do: the session looked up, its claims set.
const helpers = `
  drop schema if exists bench cascade;
  create schema bench;
  grant usage, create on schema bench to andamento_owner, andamento_rule, andamento_app;
  create function bench.id(kind text, n bigint) returns uuid language sql immutable parallel safe
    as $$ select md5('bench ' || kind || ' ' || n)::uuid $$;
  create function bench.chance(what text) returns float8 language sql immutable parallel safe
    as $$ select (hashtextextended(what, 42) & 2147483647) / 2147483648.0 $$;
  create function bench.one_of(words text[], what text) returns text language sql immutable parallel safe
    as $$ select words[1 + (hashtextextended(what, 7) & 2147483647) % cardinality(words)] $$;
  create function bench.fold(words text) returns text language sql immutable parallel safe
    as $$ select lower(regexp_replace(normalize(words, nfkd), '[\\u0300-\\u036f]', '', 'g')) $$;
  create function bench.token(n bigint) returns text language sql immutable parallel safe
    as $$ select translate(rtrim(encode(sha256(convert_to('bench session ' || n, 'UTF8')), 'base64'), '='), '+/', '-_') $$;
  create function bench.enter(hash bytea) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
    as $$ begin
      perform set_config('andamento.kind', 'client', true), set_config('andamento.firm', l.firm_id::text, true),
             set_config('andamento.access', l.access_id::text, true), set_config('andamento.contact', l.contact_id::text, true),
             set_config('andamento.team', case when l.includes_team_processes then 'on' else '' end, true),
             set_config('andamento.private', case when l.includes_private_processes then 'on' else '' end, true),
             set_config('andamento.secrets', case when l.credential = 'PASSWORD' then 'on' else '' end, true),
             set_config('andamento.categories', l.categories::text, true), set_config('andamento.since', l.first_seen_at::text, true)
      from access.live_session() l where l.token_hash = hash and l.entitled;
    end $$;
  alter function bench.enter(bytea) owner to andamento_rule;
`;

/** Statements, in order. The last moment of the data is fixed, so that it does not depend on when it is made. */
function rowsOf({ firms, processes, viewers, each }: Size): string[] {
  const rest = firms - viewers;
  const share = `(array[${shares}])[1 + (f - 1) % ${shares.length}]`;
  const words = (...list: string[]) => `array[${list.map((word) => `'${word}'`).join(", ")}]`;
  const people = (what: string) =>
    `bench.one_of(${words("Ana", "Bruno", "Célia", "Diego", "Elisa", "Fábio", "Graça", "Hélio", "Inês", "João", "Kátia", "Luís")}, 'first ' || ${what})` +
    ` || ' ' || bench.one_of(${words("Almeida", "Barros", "Conceição", "Duarte", "Esteves", "Furtado", "Gonçalves", "Ibáñez", "Junqueira", "Lacerda", "Moraes", "Nóbrega")}, 'last ' || ${what})`;
  const titles = words(
    "Juntada de petição",
    "Conclusos para decisão",
    "Expedição de mandado",
    "Publicado despacho",
    "Audiência de conciliação designada",
    "Decorrido prazo da parte",
    "Proferido despacho de mero expediente",
    "Recebidos os autos",
    "Certidão emitida",
    "Ato ordinatório praticado",
  );
  const sentence =
    "Intime-se a parte autora para que se manifeste, no prazo de quinze dias, sobre os documentos juntados pela parte contrária, sob pena de preclusão. ";
  return [
    `insert into identity.firm (id, name, plan, privacy_contact, support_contact, created_at)
     select bench.id('firm', f), 'Escritório ' || f, 'SMART', null, 'atendimento@firma' || f || '.example', '2020-01-01'
     from generate_series(1, ${firms}) f`,
    `insert into identity.staff_member (id, firm_id, name, email, role, active, created_at)
     select bench.id('staff', s), bench.id('firm', 1 + (s - 1) / 10), ${people("'staff ' || s")}, 'pessoa' || s || '@firma.example',
            case s % 10 when 1 then 'ADMIN' else 'MEMBER' end, true, '2020-01-01'
     from generate_series(1, ${firms} * 10) s`,
    `insert into identity.contact (id, firm_id, version, name, name_folded, kind, profile, emails, phones, tax_id, created_at, updated_at)
     select bench.id('contact', c), bench.id('firm', 1 + (c - 1) / 150), 1, name, bench.fold(name), 'PERSON', 'CLIENT',
            array['contato' || c || '@clientes.example'], '{}', null, '2021-01-01', '2021-01-01'
     from (select c, ${people("'contact ' || c")} as name from generate_series(1, ${firms} * 150) c) named`,
    `insert into identity.client_access (id, firm_id, version, contact_id, name, name_folded, email, type, categories,
       includes_team_processes, includes_private_processes, status, created_at, updated_at, last_seen_at, first_seen_at)
     select bench.id('access', a), c.firm_id, 1, c.id, c.name, c.name_folded, c.emails[1],
            case f % 3 when 1 then 'SIMPLIFIED' else 'STANDARD' end,
            case f % 4 when 1 then '{AUTOMATIC_MOVEMENTS,TASKS,PUBLICATIONS,DOCUMENTS}'::text[]
                 else '{AUTOMATIC_MOVEMENTS,MANUAL_MOVEMENTS,TASKS,PUBLICATIONS,DOCUMENTS}'::text[] end,
            f % 4 <> 3, f % 2 = 0, 'ACTIVE', '2022-01-01', '2022-01-01', '2026-10-01', '2026-09-01'
     from (select a, 1 + (a - 1) / 20 as f from generate_series(1, ${firms} * 20) a) accesses
     join identity.contact c on c.id = bench.id('contact', (f - 1) * 150 + 1 + (a - 1) % 20)`,
    `insert into identity.session (id, firm_id, token_hash, staff_id, access_id, channel, credential, preview, started_at,
       last_used_at, idle_seconds, expires_at, ended_at)
     select bench.id('session', a), bench.id('firm', f), sha256(convert_to(bench.token(a), 'UTF8')), null, bench.id('access', a),
            case f % 3 when 0 then 'APP' else 'WEB' end, case f % 3 when 2 then 'LINK' else 'PASSWORD' end, false,
            '2026-10-01', now(), 2592000, 'infinity', null
     from (select a, 1 + (a - 1) / 20 as f from generate_series(1, ${firms} * 20) a) accesses`,
    `create temporary table made on commit drop as
     select n, f, k, bench.id('process', n) as id, bench.id('firm', f) as firm_id, k % 40 = 0 as appeal,
            f <= ${viewers} and k = 1 as long, f <= ${viewers} and k = any (array[${busy}]) as busy,
            case when f <= ${viewers} and k <= ${share} then (f - 1) * 150 + 1
                 else (f - 1) * 150 + 2 + (hashtextextended('client ' || n, 1) & 2147483647) % 149 end as client,
            date_trunc('second', '2026-11-01'::timestamptz - bench.chance('latest ' || n) * interval '400 days') as latest,
            case when f <= ${viewers} and k = 1 then ${longest} when f <= ${viewers} and k = any (array[${busy}]) then 80
                 else 2 + floor(-ln(1 - bench.chance('movements ' || n)) * 17.3)::int end as movements
     from (select n, case when n <= ${viewers * each} then 1 + (n - 1) / ${each}
                          else ${viewers + 1} + (n - ${viewers * each + 1}) % ${rest} end as f,
                  case when n <= ${viewers * each} then 1 + (n - 1) % ${each}
                       else 1 + (n - ${viewers * each + 1}) / ${rest} end as k
           from generate_series(1, ${processes}) n) numbered`,
    `insert into processes.process (id, firm_id, version, kind, number, title, title_folded, status, visibility, secret, tribunal,
       division, venue, degree, class_name, subjects, filed_on, claim_value, responsible_id, team_ids, created_at, updated_at)
     select id, firm_id, 1, 'LAWSUIT', lpad(n::text, 7, '0') ||
            lpad((98 - mod((lpad(n::text, 7, '0') || '20248260100' || '00')::numeric, 97))::text, 2, '0') || '20248260100',
            title, bench.fold(title), bench.one_of(${words("ACTIVE", "ACTIVE", "ACTIVE", "SUSPENDED", "CLOSED")}, 'status ' || n),
            case when long or busy or bench.chance('visibility ' || n) < 0.9 then 'PUBLIC'
                 when bench.chance('visibility ' || n) < 0.98 then 'TEAM' else 'PRIVATE' end,
            not (long or busy) and bench.chance('secret ' || n) < 0.03, 'TJSP', 1 + n % 40 || 'ª Vara Cível',
            bench.one_of(${words("Foro Central Cível", "Foro Regional de Santo Amaro", "Comarca de Campinas", "Comarca de Santos")}, 'venue ' || n),
            'G1', 'Procedimento Comum Cível', array['Indenização por Dano Moral', 'Responsabilidade do Fornecedor'],
            (latest - interval '3 years')::date, 1000 + n, team[1], team, '2023-01-01', '2026-01-01'
     from (select m.*, ${people("'title ' || n")} || ' × Companhia ' || n % 997 as title,
                  array[bench.id('staff', (f - 1) * 10 + 1 + n % 10), bench.id('staff', (f - 1) * 10 + 1 + (n + 3) % 10)] as team
           from made m) titled`,
    `insert into processes.party (id, firm_id, process_id, contact_id, name, role, side, position)
     select bench.id('client party', n), m.firm_id, m.id, c.id, c.name, 'CLIENT', 'ACTIVE', 0
     from made m join identity.contact c on c.id = bench.id('contact', m.client) where not m.appeal
     union all
     select bench.id('adverse party', n), firm_id, id, null, 'Companhia ' || n % 997 || ' S.A.', 'ADVERSE', 'PASSIVE', 1 from made
     union all
     select bench.id('witness', n), firm_id, id, null, ${people("'witness ' || n")}, 'WITNESS', 'OTHER', 2
     from made where n % 3 = 0`,
    `insert into processes.link (id, firm_id, original_id, linked_id, kind)
     select bench.id('link', linked.n), linked.firm_id, original.id, linked.id, 'APPEAL'
     from made linked join made original on original.f = linked.f and original.k = linked.k - 1 where linked.appeal`,
    `insert into processes.movement (id, firm_id, process_id, origin, occurred_at, recorded_at, degree, title, text, code,
       external_id, author)
     select id, firm_id, process_id, case when manual then 'MANUAL' else 'AUTOMATIC' end, at, at + interval '6 hours',
            case when manual then null else 'G1' end, bench.one_of(${titles}, 'movement ' || n),
            case when n % 2 = 0 then repeat('${sentence}', 1 + n::int % 3) end, case when manual then null else (60 + n % 900)::int end,
            case when manual then null else 'bench-' || n end, case when manual then 'Escritório' end
     from (select bench.id('movement', p.n * 10000 + m) as id, p.n * 10000 + m as n, p.firm_id, p.id as process_id,
                  p.latest - m * case when p.long then interval '9 hours' else interval '5 days' end
                    - date_trunc('second', bench.chance(p.n || ' at ' || m) * interval '8 hours') as at,
                  bench.chance(p.n || ' manual ' || m) < 0.15 as manual
           from made p, generate_series(1::bigint, p.movements) m) made`,
    `insert into processes.comment (id, firm_id, process_id, movement_id, origin, audience, text, author, created_at)
     select bench.id('comment on ' || m.id, 1), m.firm_id, m.process_id, m.id, m.origin,
            case when bench.chance('audience ' || m.id) < 0.8 then 'CLIENT' else 'INTERNAL' end,
            'O juiz pediu que a outra parte se manifeste. Nada a fazer por enquanto.', 'Carla Nogueira', m.recorded_at + interval '1 hour'
     from processes.movement m join made p on p.id = m.process_id
     where bench.chance('comment ' || m.id) < case when p.busy then 0.4 else 0.1 end`,
    `insert into processes.task (id, firm_id, process_id, version, title, description, due_on, status, completed_at, assignee_id, created_at)
     select bench.id('task', n * 100 + t), firm_id, id, 1, 'Preparar a manifestação ' || t, null, (latest + interval '10 days')::date,
            case when t % 2 = 0 then 'DONE' else 'OPEN' end, case when t % 2 = 0 then latest end,
            bench.id('staff', (f - 1) * 10 + 1 + (n + t) % 10), latest - t * interval '4 days'
     from made, generate_series(1, case when busy then 20 else floor(bench.chance('tasks ' || n) * 4)::int end) t`,
    `insert into processes.publication (id, firm_id, process_id, external_id, gazette, available_on, published_on, content,
       process_number, status, canceled, created_at)
     select bench.id('publication', n * 100 + b), firm_id, id, 'bench-' || n || '-' || b, 'DJE/SP', (latest - b * interval '9 days')::date,
            (latest - b * interval '8 days')::date, repeat('${sentence}', 1 + b % 4), null, 'TREATED', false, latest
     from made, generate_series(1, case when busy then 20 else floor(bench.chance('publications ' || n) * 4)::int end) b
     union all
     select bench.id('pending publication', b), bench.id('firm', 1 + b % ${firms}), null, 'bench-pending-' || b, 'DJE/SP', '2026-10-30',
            '2026-10-31', '${sentence}', null, 'PENDING', false, '2026-10-31'
     from generate_series(1, ${firms} * 50) b`,
    `insert into documents.document (id, firm_id, process_id, name, description, content_type, byte_size, sha256, source, created_at)
     select bench.id('document', n * 100 + d), firm_id, id, 'Petição ' || d || '.pdf', null, 'application/pdf', 20000 + (n % 5000)::int,
            encode(sha256(convert_to(n || ' ' || d, 'UTF8')), 'hex'), 'FIRM', latest - d * interval '6 days'
     from made, generate_series(1, case when busy then 25 else 2 end) d`,
    `insert into processes.seen (firm_id, access_id, process_id, seen_at)
     select firm_id, bench.id('access', (f - 1) * 20 + 1), id, latest - interval '20 days'
     from made where f <= ${viewers} and k <= ${share} and n % 2 = 0 and not appeal`,
  ];
}
