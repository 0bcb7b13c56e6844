// What the database's own catalogue says: who may do what, over every table there is. A new table without a policy, a
// grant nobody listed or an unlisted definer turns this red.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { doors } from "../access/channels.ts";
import { rows } from "../access/rows.ts";
import { lacking } from "../migrations/draft.ts";
import { openDatabase } from "../platform/database.ts";
import { hashOf } from "../platform/keys.ts";
import { entities } from "../subgraphs/index.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type FirmWorld, grant, settleFirm } from "./world.ts";

const ourSchemas = "('identity', 'processes', 'documents', 'access')";
const changed = ["INSERT", "SELECT", "UPDATE"];
const all = ["DELETE", "INSERT", "SELECT", "UPDATE"];

/** Everything the service may do, and nothing else. */
const appMay: Record<string, string[]> = {
  "access.door": ["SELECT"],
  "access.my_party": ["SELECT"],
  "access.my_process": ["SELECT"],
  "access.my_staff": ["SELECT"],
  "documents.document": all,
  "documents.document_request": changed,
  "documents.sent_today": changed,
  "documents.submission": all,
  "documents.upload": all,
  "identity.access_event": ["SELECT"],
  "documents.upload_policy": changed,
  "identity.client_access": changed,
  "identity.contact": all,
  "identity.firm": changed,
  "identity.invitation": changed,
  "identity.login": ["INSERT", "SELECT"],
  "identity.news_mail": changed,
  "identity.session": ["INSERT", "SELECT"],
  "identity.staff_member": changed,
  "identity.token": ["INSERT", "SELECT"],
  "processes.comment": ["DELETE", "INSERT", "SELECT"],
  "processes.court_acceptance": ["INSERT", "SELECT"],
  "processes.court_connector": changed,
  "processes.court_registration": all,
  "processes.court_update": changed,
  "processes.link": ["DELETE", "INSERT", "SELECT"],
  "processes.movement": ["DELETE", "INSERT", "SELECT"],
  "processes.movement_wording": all,
  "processes.party": ["DELETE", "INSERT", "SELECT"],
  "processes.process": all,
  "processes.publication": changed,
  "processes.seen": changed,
  "processes.task": all,
};

/** Where it may change some columns of a row, and no other. */
const appMayChange: Record<string, string[]> = {
  "identity.login": ["devices", "password_hash", "password_set_at"],
  "identity.session": ["ended_at"],
  "identity.token": ["last_used_at", "used_at", "voided_at"],
};
const columnsToChange = Object.fromEntries(
  Object.entries(appMayChange).flatMap(([table, columns]) =>
    columns.map((column) => [`${table}.${column}`, ["UPDATE"]]),
  ),
);

/** What the rule is worked out from and who is asking is found in; the two dates it notes, and the log that it alone writes. */
const ruleMay: Record<string, string[]> = {
  "identity.access_event": ["INSERT", "SELECT"],
  "documents.upload.byte_size": ["SELECT"],
  "documents.upload.firm_id": ["SELECT"],
  "documents.document.firm_id": ["SELECT"],
  "documents.document.process_id": ["SELECT"],
  "documents.document.storage_key": ["SELECT"],
  "identity.client_access": ["SELECT"],
  "identity.client_access.last_seen_at": ["UPDATE"],
  "identity.contact": ["SELECT"],
  "identity.firm": ["SELECT"],
  "identity.login": ["SELECT"],
  "identity.session": ["SELECT"],
  "identity.session.ended_at": ["UPDATE"],
  "identity.session.last_used_at": ["UPDATE"],
  "identity.staff_member": ["SELECT"],
  "identity.token": ["SELECT"],
  "identity.token.voided_at": ["UPDATE"],
  "processes.link": ["SELECT"],
  "processes.movement": ["SELECT"],
  "processes.party": ["SELECT"],
  "processes.process": ["SELECT"],
  "processes.seen": ["SELECT"],
  "processes.task": ["SELECT"],
};

/** The definers that tell something to whoever has not entered: the three of entering.sql, one row each, a yes or no, and ids. */
const tellBeforeEntering = [
  "access.credentials_by_email(text)",
  "access.firm_ids()",
  "access.founded()",
  "access.session_by_hash(bytea)",
  "access.token_by_hash(bytea)",
];
const appMayCall = [
  ...tellBeforeEntering,
  "access.recorded_until(uuid)",
  "access.ask_reset(text)",
  "access.attempt(text,text,integer)",
  "access.circles(uuid,uuid)",
  "access.claim(text)",
  "access.enter(uuid)",
  "access.enter_reset(uuid)",
  "access.enter_to_leave(uuid)",
  "access.enter_to_switch(uuid)",
  "access.enter_worker(uuid)",
  "access.forgive(text,text)",
  "access.kept_bytes()",
  "access.explain(uuid,uuid,text)",
  "access.files_of(uuid)",
  "access.found(text,text)",
  "access.hides(text)",
  "access.in_secrecy(uuid)",
  "access.pause_court(text,text,integer,text)",
  "access.paused_court(text,text)",
  "access.lock_firm(uuid)",
  "access.may_tell(uuid)",
  "access.log(text,uuid,text,text,uuid,uuid,text[],interval)",
  "access.log_failure(text,text,uuid,text)",
  "access.log_views(uuid[],uuid[],double precision[])",
  "access.name_of(text,uuid)",
  "access.news_of(uuid,timestamp with time zone,timestamp with time zone)",
  "access.opens(text)",
  "access.other_accesses()",
  "access.password_set()",
  "access.token_until(timestamp with time zone,timestamp with time zone,timestamp with time zone,text,integer)",
].sort();
const ownerMayCall = [
  "access.after_change()",
  "access.after_movement()",
  "access.before_change()",
  "access.before_movement()",
  "access.claim(text)",
  "access.difference()",
  "access.enter_operator(uuid)",
  "access.firms()",
  "access.lock_firm(uuid)",
];
const definers = [
  ...tellBeforeEntering,
  "access.recorded_until(uuid)",
  "access.ask_reset(text)",
  "access.attempt(text,text,integer)",
  "access.enter_reset(uuid)",
  "access.forgive(text,text)",
  "access.password_set()",
  "access.after_change()",
  "access.after_movement()",
  "access.circles(uuid,uuid)",
  "access.lock_firm(uuid)",
  "access.may_tell(uuid)",
  "access.log(text,uuid,text,text,uuid,uuid,text[],interval)",
  "access.log_failure(text,text,uuid,text)",
  "access.log_views(uuid[],uuid[],double precision[])",
  "access.before_change()",
  "access.before_movement()",
  "access.difference()",
  "access.enter(uuid)",
  "access.enter_operator(uuid)",
  "access.enter_to_leave(uuid)",
  "access.enter_worker(uuid)",
  "access.firms()",
  "access.enter_to_switch(uuid)",
  "access.kept_bytes()",
  "access.explain(uuid,uuid,text)",
  "access.files_of(uuid)",
  "access.found(text,text)",
  "access.hides(text)",
  "access.in_secrecy(uuid)",
  "access.pause_court(text,text,integer,text)",
  "access.paused_court(text,text)",
  "access.name_of(text,uuid)",
  "access.news_of(uuid,timestamp with time zone,timestamp with time zone)",
  "access.other_accesses()",
  "access.recompute(uuid[])",
].sort();

let house: TestHouse;
let firm: FirmWorld;
const ask = (sql: string, values?: unknown[]) => house.owner(sql, values);
const names = async (sql: string) => (await ask(sql)).map(({ name }) => name);

/** Runs statements as the service's role, in a transaction that is undone. */
async function asApp<Answer>(work: (ask: TestHouse["owner"]) => Promise<Answer>): Promise<Answer> {
  await ask("begin");
  try {
    await ask("set local role andamento_app");
    return await work(ask);
  } finally {
    await ask("rollback");
  }
}

beforeAll(async () => {
  house = await openTestHouse();
  firm = await settleFirm(house, "almeida.example");
});
afterAll(() => house.close());

test("every table forces row-level security and has a policy; the doors alone are everybody's to read", async () => {
  const tables = await ask(
    `select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
            (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ${ourSchemas} and c.relkind in ('r', 'p') order by 1`,
  );
  expect(tables.length).toBeGreaterThan(10);
  const open = tables.filter(({ forced, policies }) => !forced || policies === 0).map(({ name }) => name);
  expect(open).toEqual(["access.door"]);
});

test("there are tables and plain views, and nothing that would keep rows past the policies", async () => {
  expect(
    await names(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ${ourSchemas} and c.relkind not in ('r', 'v', 'i', 'c')`,
    ),
  ).toEqual([]);
});

test("each command the service may use has a policy of its own, with a check on what is written", async () => {
  const policies = await ask(
    `select n.nspname || '.' || c.relname as "table", p.polcmd as command, p.polpermissive as permissive,
            array(select coalesce(r.rolname, 'PUBLIC') from unnest(p.polroles) o left join pg_roles r on r.oid = o)::text[] as roles,
            pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check
     from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace`,
  );
  const command: Record<string, string> = { SELECT: "r", INSERT: "a", UPDATE: "w", DELETE: "d" };
  for (const [table, privileges] of Object.entries(appMay)) {
    if (table.startsWith("access.")) continue;
    const ofTable = policies.filter((policy) => policy.table === table && policy.roles.includes("andamento_app"));
    expect(ofTable.map((policy) => policy.command).sort(), table).toEqual(
      [...privileges, ...(appMayChange[table] ? ["UPDATE"] : [])].map((p) => command[p]).sort(),
    );
    for (const { command: what, using, check } of ofTable) {
      if (what !== "a") expect(using, table).toMatch(/access\.claim|my_party|my_process/);
      if (what === "a" || what === "w") expect(check, table).toContain("claim");
    }
  }
  expect(policies.filter(({ roles }) => roles.length !== 1)).toEqual([]);
  const yes = policies.filter(({ using, check }) => using === "true" || check === "true");
  expect([...new Set(yes.flatMap(({ roles }) => roles))]).toEqual(["andamento_rule"]);
});

test("the migrations make every table, column, index and check that the entities have", async () => {
  expect(await lacking(house.source), "run: npm run migration").toEqual([]);
});

test("the policies of the database are those of access/rows.ts, word for word", async () => {
  const expression = `select polcmd as command, pg_get_expr(polqual, polrelid) as using, pg_get_expr(polwithcheck, polrelid) as check,
                             array(select rolname from pg_roles where oid = any (polroles))::text[] as roles
                      from pg_policy where polrelid = $1::regclass and polname = $2`;
  for (const [key, { policies }] of Object.entries(rows)) {
    const table = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const [found] = await ask(
      `select n.nspname || '.' || c.relname as name, (select array_agg(polname::text order by polname) from pg_policy where polrelid = c.oid) as policies
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relname = $1 and n.nspname in ('identity', 'processes', 'documents')`,
      [table],
    );
    expect(found?.policies, table).toEqual(policies.map(({ name }) => name).sort());
    await ask("begin");
    for (const { name, command, roles, using, check } of policies) {
      await ask(
        `create policy as_written on ${found.name} for ${command} to ${roles.join(", ")}` +
          `${using ? ` using (${using})` : ""}${check ? ` with check (${check})` : ""}`,
      );
      const written = await ask(expression, [found.name, "as_written"]);
      expect(await ask(expression, [found.name, name]), `${table} ${name}`).toEqual(written);
      await ask(`drop policy as_written on ${found.name}`);
    }
    await ask("rollback");
  }
});

test("the service's role, the rule's and the owner's are no superusers, are members of nothing, and log in nowhere", async () => {
  const mighty = "rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication";
  const memberships = "(select count(*)::int from pg_auth_members m where m.member = r.oid)";
  const roles = await ask(
    `select rolname as name, ${mighty} or rolcanlogin as mighty, ${memberships} as memberships
     from pg_roles r where rolname in ('andamento_app', 'andamento_owner', 'andamento_rule') order by 1`,
  );
  expect(roles).toEqual(
    ["andamento_app", "andamento_owner", "andamento_rule"].map((name) => ({ name, mighty: false, memberships: 0 })),
  );
});

test("the login the service serves as is a member of its role, and may do nothing more", async () => {
  if (typeof house.serving !== "string") return expect(inject("database")).toBe("embedded");
  const [login] = await ask(
    `select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as mighty,
            array(select roleid::regrole::text from pg_auth_members m where m.member = r.oid) as "memberOf",
            (select count(*)::int from pg_shdepend d where d.refobjid = r.oid and d.deptype = 'o') as owns
     from pg_roles r where rolname = '${decodeURIComponent(new URL(house.serving).username)}'`,
  );
  expect(login).toEqual({ mighty: false, memberOf: ["andamento_app"], owns: 0 });
  const asOwner = openDatabase(house.source, entities);
  await expect(asOwner).rejects.toThrow("does not run as a login that owns the database");
});

test("the service's role owns nothing, and can put nothing into any schema", async () => {
  expect(
    await ask(
      `select classid::regclass::text, objid from pg_shdepend
       where refclassid = 'pg_authid'::regclass and refobjid = 'andamento_app'::regrole and deptype = 'o'
         and dbid in (0, (select oid from pg_database where datname = current_database()))`,
    ),
  ).toEqual([]);
  expect(
    await names(
      "select nspname as name from pg_namespace where nspname !~ '^pg_' and has_schema_privilege('andamento_app', oid, 'create')",
    ),
  ).toEqual([]);
});

test("tables belong to the owner and the rule's to the rule, which owns nothing else", async () => {
  const owners = await ask(
    `select distinct n.nspname as schema, c.relowner::regrole::text as owner
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ${ourSchemas} or c.relowner = 'andamento_rule'::regrole and n.nspname <> 'pg_toast' order by 1`,
  );
  expect(owners).toEqual([
    { schema: "access", owner: "andamento_rule" },
    { schema: "documents", owner: "andamento_owner" },
    { schema: "identity", owner: "andamento_owner" },
    { schema: "processes", owner: "andamento_owner" },
  ]);
});

test("the grants on tables, views and columns are exactly the listed ones, and everybody has none", async () => {
  const granted = await ask(
    `select who, name, array_agg(privilege order by privilege)::text[] as privileges from (
       select coalesce(g.rolname, 'PUBLIC') as who, n.nspname || '.' || c.relname as name, a.privilege_type as privilege
       from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a left join pg_roles g on g.oid = a.grantee
       where n.nspname in ${ourSchemas} and a.grantee <> c.relowner
       union all
       select coalesce(g.rolname, 'PUBLIC'), n.nspname || '.' || c.relname || '.' || t.attname, a.privilege_type
       from pg_attribute t join pg_class c on c.oid = t.attrelid join pg_namespace n on n.oid = c.relnamespace,
            aclexplode(t.attacl) a left join pg_roles g on g.oid = a.grantee
       where n.nspname in ${ourSchemas}) every
     group by 1, 2 order by 1, 2`,
  );
  const of = (who: string) =>
    Object.fromEntries(granted.filter((one) => one.who === who).map(({ name, privileges }) => [name, privileges]));
  expect(of("andamento_app")).toEqual({ ...appMay, ...columnsToChange });
  expect(of("andamento_rule")).toEqual(ruleMay);
  expect([...new Set(granted.map(({ who }) => who))]).toEqual(["andamento_app", "andamento_rule"]);
  expect(await ask("select * from pg_default_acl")).toEqual([]);
});

test("the service cannot touch what the rule has worked out, nor empty, watch or point at any table", async () => {
  const tables = await names(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ${ourSchemas} and c.relkind = 'r'`,
  );
  for (const table of tables) {
    const [may] = await ask(
      `select has_table_privilege('andamento_app', '${table}', 'truncate, references, trigger') as more,
              has_any_column_privilege('andamento_app', '${table}', 'select, insert, update, references') as some`,
    );
    expect(may, table).toEqual({
      more: false,
      some: ![
        "access.attempt",
        "access.court_pause",
        "access.party",
        "access.process",
        "access.reset_request",
      ].includes(table),
    });
  }
  for (const sql of [
    "select * from access.party",
    "delete from access.process",
    "insert into access.my_party values (gen_random_uuid())",
    "delete from access.my_process",
    "update access.door set plans = '{LIGHT}'",
    "truncate processes.party",
    "select access.enter_operator(gen_random_uuid())",
    "select access.claims('{}')",
    "select access.recompute('{}')",
    "select * from access.live_session()",
    "select * from access.difference()",
    "select * from access.firms()",
    "alter table processes.process disable row level security",
    "create policy mine on processes.process using (true)",
  ])
    await expect(
      asApp((ask) => ask(sql)),
      sql,
    ).rejects.toThrow(/permission denied|must be owner/);
});

test("functions may be called by whom the lists say, and by nobody for being anybody", async () => {
  const callable = await ask(
    `select coalesce(g.rolname, 'PUBLIC') as who, array_agg(p.oid::regprocedure::text order by p.oid::regprocedure::text collate "C") as functions
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace,
          aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a left join pg_roles g on g.oid = a.grantee
     where n.nspname in ${ourSchemas} and a.grantee <> p.proowner group by 1 order by 1`,
  );
  expect(callable).toEqual([
    { who: "andamento_app", functions: appMayCall },
    { who: "andamento_owner", functions: ownerMayCall },
  ]);
});

test("no schema of ours is everybody's to enter, and none but the rule's and the owner's to write in", async () => {
  expect(
    await ask(
      `select n.nspname as schema, coalesce(g.rolname, 'PUBLIC') as who, a.privilege_type as may
       from pg_namespace n, aclexplode(n.nspacl) a left join pg_roles g on g.oid = a.grantee
       where n.nspname in ${ourSchemas} and a.grantee <> n.nspowner order by 1, 2, 3`,
    ),
  ).toEqual([
    { schema: "access", who: "andamento_app", may: "USAGE" },
    { schema: "access", who: "andamento_owner", may: "USAGE" },
    ...["documents", "identity", "processes"].flatMap((schema) => [
      { schema, who: "andamento_app", may: "USAGE" },
      { schema, who: "andamento_rule", may: "USAGE" },
    ]),
  ]);
});

test("the definers are exactly the listed ones, all of them the rule's, each with a pinned search path", async () => {
  const found = await ask(
    `select p.oid::regprocedure::text as name, p.proowner::regrole::text as owner, p.proconfig::text[] as settings
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prosecdef and n.nspname not in ('pg_catalog', 'jobs') order by p.oid::regprocedure::text collate "C"`,
  );
  expect(found.map(({ name }) => name)).toEqual(definers);
  for (const { name, owner, settings } of found) {
    expect(owner, name).toBe("andamento_rule");
    expect(settings, name).toHaveLength(1);
    expect(settings[0], name).toMatch(/^search_path=pg_catalog, pg_temp$/);
  }
});

// A temporary type of the caller's stands before pg_catalog's unless the path names pg_temp, last: its check would then
// run as the definer.
test("a definer does not run what its caller has put into pg_temp", async () => {
  const loot = await asApp(async (ask) => {
    await ask("create temp table loot (who text, rows bigint)");
    await ask("grant all on loot to public");
    await ask(
      `create function pg_temp.look(value pg_catalog.uuid) returns boolean language plpgsql
       as $$ begin insert into pg_temp.loot select current_user, count(*) from identity.login; return true; end $$`,
    );
    await ask("create domain pg_temp.uuid as pg_catalog.uuid check (pg_temp.look(value))");
    await ask("select set_config('andamento.kind', 'staff', true), set_config('andamento.firm', $1, true)", [
      firm.firmId,
    ]);
    await ask("select access.name_of('contact', $1::pg_catalog.uuid)", [firm.anaContact]);
    return ask("select * from pg_temp.loot");
  }).catch(() => []);
  expect(loot).toEqual([]);
});

test("the views that read with their owner's rights are exactly the rule's three", async () => {
  expect(
    await names(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('v', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'jobs')
         and not coalesce('security_invoker=true' = any (c.reloptions), false) order by 1`,
    ),
  ).toEqual(["access.my_party", "access.my_process", "access.my_staff"]);
});

test("before there is a viewer the three definers tell one row each, founded a yes, and nothing else anything", async () => {
  const invited = await grant(house, firm.davi, {
    contactId: firm.anaContact,
    email: "ana@clientes.almeida.example",
    type: "STANDARD",
    categories: [],
  });
  const calls: Record<string, [string, unknown[]]> = {
    "access.circles(uuid,uuid)": ["nullif(access.circles($1, $1), false)", [randomUUID()]],
    "access.firm_ids()": ["access.firm_ids()", []],
    "access.news_of(uuid,timestamp with time zone,timestamp with time zone)": [
      "access.news_of($1, '-infinity', 'infinity')",
      [invited.accessId],
    ],
    "access.hides(text)": ["nullif(access.hides('00000011120998260100'), false)", []],
    "access.recorded_until(uuid)": ["nullif(access.recorded_until($1), '-infinity')", [randomUUID()]],
    "access.opens(text)": ["access.opens('TASKS')", []],
    // Of its arguments alone.
    "access.token_until(timestamp with time zone,timestamp with time zone,timestamp with time zone,text,integer)": [
      "access.token_until(null, null, null, null, null)",
      [],
    ],
    "access.claim(text)": ["access.claim('firm')", []],
    "access.credentials_by_email(text)": ["access.credentials_by_email($1)", ["davi@almeida.example"]],
    // Its id is by chance: whoever's the e-mail is, the answer is the same.
    "access.ask_reset(text)": ["nullif(access.ask_reset('davi@almeida.example') is null, false)", []],
    "access.attempt(text,text,integer)": ["access.attempt('davi@almeida.example', '192.0.2.1', 5)", []],
    "access.enter_reset(uuid)": ["(select max(r.firm_id::text) from access.enter_reset($1) r)", [randomUUID()]],
    "access.forgive(text,text)": ["access.forgive('davi@almeida.example', '192.0.2.1')", []],
    "access.enter_to_leave(uuid)": ["access.enter_to_leave($1)", [randomUUID()]],
    "access.enter_worker(uuid)": ["access.enter_worker($1)", [firm.firmId]],
    "access.explain(uuid,uuid,text)": [
      "(select max(reason) as reason from access.explain($1, $1, 'WEB'))",
      [randomUUID()],
    ],
    "access.files_of(uuid)": ["(select max(f) as key from access.files_of($1) f)", [randomUUID()]],
    "access.found(text,text)": ["(select max(f::text) as id from access.found('%', '%') f)", []],
    "access.founded()": ["access.founded()", []],
    "access.in_secrecy(uuid)": ["access.in_secrecy($1)", [randomUUID()]],
    "access.pause_court(text,text,integer,text)": ["access.pause_court('DATAJUD', 'REFUSED', 60, 'x')", []],
    "access.paused_court(text,text)": ["(select max(reason) from access.paused_court('DATAJUD', 'x') p)", []],
    "access.kept_bytes()": ["access.kept_bytes()", []],
    "access.lock_firm(uuid)": ["access.lock_firm($1)", [firm.firmId]],
    "access.may_tell(uuid)": ["access.may_tell($1)", [invited.accessId]],
    "access.log_failure(text,text,uuid,text)": ["access.log_failure('x@y', 'WEB', null, 'x')", []],
    "access.log_views(uuid[],uuid[],double precision[])": ["access.log_views('{}', '{}', '{}')", []],
    "access.name_of(text,uuid)": ["access.name_of('contact', $1)", [firm.anaContact]],
    "access.other_accesses()": ["(select max(o.firm_name) from access.other_accesses() o)", []],
    "access.session_by_hash(bytea)": ["access.session_by_hash($1)", [hashOf(firm.davi)]],
    "access.token_by_hash(bytea)": ["access.token_by_hash($1)", [hashOf(invited.open as string)]],
  };
  // The log is nobody's to write who is nobody.
  const note = "access.log(text,uuid,text,text,uuid,uuid,text[],interval)";
  await expect(asApp((ask) => ask("select access.log('GRANTED', $1)", [invited.accessId]))).rejects.toThrow(
    "no access",
  );
  // Entering needs a live session's id, which nobody is told before being it.
  for (const entering of ["access.enter($1)", "access.enter_to_switch($1)"])
    await expect(asApp((ask) => ask(`select ${entering}`, [randomUUID()]))).rejects.toMatchObject({ code: "AN001" });
  await expect(asApp((ask) => ask("select access.password_set()"))).rejects.toMatchObject({ code: "AN003" });
  expect(Object.keys(calls).sort()).toEqual(
    appMayCall.filter(
      (name) => !["access.enter(uuid)", "access.enter_to_switch(uuid)", "access.password_set()", note].includes(name),
    ),
  );
  const tell: string[] = [];
  for (const [name, [call, values]] of Object.entries(calls)) {
    const told = await asApp((ask) => ask(`select * from ${call} as told`, values));
    expect(told, name).toHaveLength(1);
    if (Object.values(told[0]).some((value) => value !== null && value !== "")) tell.push(name);
  }
  expect(tell.sort()).toEqual(tellBeforeEntering);
  for (const call of [
    "session_by_hash('\\x00')",
    "session_by_hash(null)",
    "credentials_by_email('nobody@almeida.example')",
    "credentials_by_email('%')",
    "token_by_hash('\\x00')",
    "token_by_hash(null)",
  ])
    expect(await asApp((ask) => ask(`select * from access.${call}`)), call).toEqual([]);
  for (const table of Object.keys(appMay).filter((name) => name !== "access.door"))
    expect(await asApp((ask) => ask(`select count(*)::int as seen from ${table}`)), table).toEqual([{ seen: 0 }]);
});

test("the doors in the database are those of access/channels.ts", async () => {
  const found = await asApp((ask) => ask("select type, channel, credential, plans::text[] as plans from access.door"));
  const sorted = (list: readonly object[]) => list.map((one) => JSON.stringify(one)).sort();
  expect(sorted(found)).toEqual(
    sorted(doors.map(({ type, channel, credential, plans }) => ({ type, channel, credential, plans }))),
  );
});

test("what must be unique is unique within its firm, unless it is an id or a hash: else it would tell of another's", async () => {
  const unique = await ask(
    `select i.indexrelid::regclass::text as name, i.indrelid::regclass::text as "table",
            array(select a.attname::text from unnest(i.indkey) with ordinality k(number, place)
                  left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number order by place) as columns
     from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
     where i.indisunique and n.nspname in ('identity', 'processes', 'documents')
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'firm_id')`,
  );
  expect(unique.length).toBeGreaterThan(15);
  const alone = unique.filter(({ columns }) => columns[0] !== "firm_id");
  expect(alone.filter(({ columns }) => !["id", "hash", "token_hash"].includes(columns.join()))).toEqual([]);
  const own = await names(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('identity', 'processes', 'documents') and c.relkind = 'r'
       and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'firm_id' and a.attnotnull)`,
  );
  // A person's login is the same at every firm it works with.
  expect(own.sort()).toEqual(["identity.firm", "identity.login"]);
});

test("a row points only within its firm, and wherever it names an id it points", async () => {
  const keys = await ask(
    `select k.conname as name, k.confrelid::regclass::text as target,
            array(select s.attname || ' to ' || t.attname from unnest(k.conkey, k.confkey) as pair(here, there)
                  join pg_attribute s on s.attrelid = k.conrelid and s.attnum = pair.here
                  join pg_attribute t on t.attrelid = k.confrelid and t.attnum = pair.there) as columns
     from pg_constraint k join pg_namespace n on n.oid = k.connamespace where k.contype = 'f' and n.nspname in ${ourSchemas}`,
  );
  expect(keys.length).toBeGreaterThan(10);
  for (const { name, target, columns } of keys)
    expect(columns, name).toContain(target === "identity.firm" ? "firm_id to id" : "firm_id to firm_id");
  const dangling = await names(
    `select n.nspname || '.' || c.relname || '.' || a.attname as name
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('identity', 'processes', 'documents') and c.relkind = 'r' and not a.attisdropped
       and a.atttypid = 'uuid'::regtype and a.attname like '%\\_id'
       and not exists (select from pg_constraint k where k.contype = 'f' and k.conrelid = c.oid and a.attnum = any (k.conkey))`,
  );
  expect(dangling).toEqual([]);
});

test("a house does not open on a database with a table that no policy speaks of, and says which", async () => {
  const { serving, owner } = house;
  const open = async () => (await openDatabase(serving, entities)).close();
  try {
    await owner("create table processes.stray (id uuid)");
    await expect(open()).rejects.toThrow("processes.stray");
    await owner("alter table processes.stray enable row level security");
    await expect(open()).rejects.toThrow("processes.stray");
    await owner("alter table processes.stray force row level security");
    await expect(open()).rejects.toThrow("processes.stray");
    await owner("create policy sees on processes.stray to andamento_app using (access.claim('kind') = 'staff')");
    await open();
    await owner("alter table identity.token no force row level security");
    await expect(open()).rejects.toThrow("identity.token");
  } finally {
    await owner("drop table processes.stray");
    await owner("alter table identity.token force row level security");
  }
  await open();
});
