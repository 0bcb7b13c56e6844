import { readFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { expect, test } from "vitest";

// From PostgreSQL 16 on, whoever makes a role is its member without being allowed to take it up. The embedded one is 18.
test("a login that owns the database and may make roles, and is no superuser, lays the ground, and again", async () => {
  const ground = readFileSync(new URL("ground.sql", import.meta.url), "utf8");
  const database = await PGlite.create();
  await database.exec("create role owner createrole; alter database postgres owner to owner; set role owner");
  for (const _ of ["first", "again"]) await database.exec(ground);
  const { rows } = await database.query(
    "select nspname as schema, pg_get_userbyid(nspowner) as owner from pg_namespace where nspname in ('access', 'identity', 'processes', 'documents') order by 1",
  );
  expect(rows).toEqual([
    { schema: "access", owner: "andamento_rule" },
    { schema: "documents", owner: "andamento_owner" },
    { schema: "identity", owner: "andamento_owner" },
    { schema: "processes", owner: "andamento_owner" },
  ]);
  await database.exec("set local role andamento_owner");
  await database.close();
  // A database from nothing takes its time.
}, 120_000);
