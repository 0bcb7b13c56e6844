// What it costs at least: an HTTP server, the session looked up and its claims set, one prepared statement that gives the
// answer as JSON, all in one flight, under the same row-level security. It answers the three questions and nothing else.
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { Pool } from "pg";

const pool = new Pool({
  connectionString: process.env["DATABASE_URL"],
  max: 10,
  pipeline: true,
  options: "-c role=andamento_app -c plan_cache_mode=force_generic_plan -c timezone=UTC",
});

const moment = (column: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const toTheMicrosecond = (column: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const number = `substr(p.number, 1, 7) || '-' || substr(p.number, 8, 2) || '.' || substr(p.number, 10, 4) || '.' ||
  substr(p.number, 14, 1) || '.' || substr(p.number, 15, 2) || '.' || substr(p.number, 17, 4)`;
const comments = (fields: string) =>
  `(select coalesce(json_agg(json_build_object(${fields}) order by c.created_at, c.id), '[]')
    from processes.comment c where c.movement_id = m.id and c.audience = 'CLIENT')`;

/** Each answers in the shape of the GraphQL answer's data. */
const statements: Record<string, { text: string; values(variables: Record<string, unknown>): unknown[] }> = {
  Q1: {
    values: () => [],
    text: `
      with page as (
        select p.id, p.kind, ${number} as number, p.title, p.status, p.tribunal, p.division, p.venue, p.degree,
               v.last_movement_at, coalesce(v.last_movement_at, '0001-01-01') as at, coalesce(p.filed_on, '0001-01-01') as filed
        from (select process_id, last_movement_at from access.my_party
              order by coalesce(last_movement_at, '0001-01-01') desc fetch first 21 rows with ties) v
        join processes.process p on p.id = v.process_id
        order by at desc, filed desc, p.id desc limit 21),
      shown as (select * from page order by at desc, filed desc, id desc limit 20)
      select json_build_object('processes', json_build_object(
        'totalCount', (select count(*) from access.my_party),
        'nodes', (select coalesce(json_agg(json_build_object(
            'id', s.id, 'kind', s.kind, 'number', s.number, 'title', s.title, 'status', s.status,
            'lastMovementAt', ${moment("s.last_movement_at")},
            'court', json_build_object('tribunal', s.tribunal, 'division', s.division, 'venue', s.venue, 'degree', s.degree),
            'movements', json_build_object('nodes', (
              select coalesce(json_agg(json_build_object('id', m.id, 'occurredAt', ${moment("m.occurred_at")}, 'title', m.title)
                order by m.occurred_at desc, m.id desc), '[]')
              from (select m.id, m.occurred_at, m.title from processes.movement m where m.process_id = s.id
                    order by m.occurred_at desc, m.id desc limit 3) m))
          ) order by s.at desc, s.filed desc, s.id desc), '[]') from shown s),
        'pageInfo', json_build_object('hasNextPage', (select count(*) > 20 from page), 'endCursor', (
          select json_build_array('LAST_MOVEMENT', ${toTheMicrosecond("s.at")} || ' ' || s.filed, s.id)
          from shown s order by s.at, s.filed, s.id limit 1))
      )) as answer`,
  },
  Q2: {
    values: ({ id }) => [id],
    text: `
      select json_build_object('process', (select json_build_object(
        'id', p.id, 'number', ${number}, 'title', p.title, 'status', p.status,
        'court', json_build_object('tribunal', p.tribunal, 'division', p.division, 'venue', p.venue, 'degree', p.degree,
          'className', p.class_name, 'subjects', p.subjects),
        'parties', (select json_agg(json_build_object('name', y.name, 'role', y.role, 'side', y.side) order by y.position)
          from processes.party y where y.process_id = p.id),
        'movements', json_build_object('nodes', (
          select coalesce(json_agg(json_build_object('id', m.id, 'occurredAt', ${moment("m.occurred_at")}, 'title', m.title,
            'comments', ${comments("'id', c.id, 'text', c.text, 'author', c.author")}) order by m.occurred_at desc, m.id desc), '[]')
          from (select m.id, m.occurred_at, m.title from processes.movement m where m.process_id = p.id
                order by m.occurred_at desc, m.id desc limit 50) m)),
        'tasks', json_build_object('nodes', (
          select coalesce(json_agg(json_build_object('id', t.id, 'title', t.title, 'assignee',
            (select json_build_object('name', s.name) from identity.staff_member s where s.id = t.assignee_id))
            order by t.created_at desc, t.id desc), '[]')
          from (select t.id, t.title, t.assignee_id, t.created_at from processes.task t where t.process_id = p.id
                order by t.created_at desc, t.id desc limit 20) t)),
        'publications', json_build_object('nodes', (
          select coalesce(json_agg(json_build_object('id', b.id, 'content', b.content) order by b.available_on desc, b.id desc), '[]')
          from (select b.id, b.content, b.available_on from processes.publication b where b.process_id = p.id
                order by b.available_on desc, b.id desc limit 20) b)),
        'documents', json_build_object('nodes', (
          select coalesce(json_agg(json_build_object('id', d.id, 'name', d.name, 'byteSize', d.byte_size)
            order by d.created_at desc, d.id desc), '[]')
          from (select d.id, d.name, d.byte_size, d.created_at from documents.document d where d.process_id = p.id
                order by d.created_at desc, d.id desc limit 20) d))
      ) from processes.process p where p.id = $1::uuid)) as answer`,
  },
  Q3: {
    values: ({ id, after }) => [id, ...JSON.parse(Buffer.from(String(after), "base64url").toString()).slice(1)],
    text: `
      with page as (
        select m.* from processes.movement m
        where m.process_id = $1::uuid and (m.occurred_at, m.id) < ($2::timestamptz, $3::uuid)
        order by m.occurred_at desc, m.id desc limit 51),
      shown as (select * from page order by occurred_at desc, id desc limit 50)
      select json_build_object('process', (select json_build_object('id', p.id, 'movements', json_build_object(
        'pageInfo', json_build_object('hasNextPage', (select count(*) > 50 from page), 'endCursor', (
          select json_build_array('OCCURRED', ${toTheMicrosecond("m.occurred_at")}, m.id) from shown m
          order by m.occurred_at, m.id limit 1)),
        'nodes', (select coalesce(json_agg(json_build_object('id', m.id, 'origin', m.origin,
            'occurredAt', ${moment("m.occurred_at")}, 'degree', m.degree, 'title', m.title, 'text', m.text, 'code', m.code,
            'author', m.author,
            'comments', ${comments(`'id', c.id, 'text', c.text, 'author', c.author, 'createdAt', ${moment("c.created_at")}`)})
          order by m.occurred_at desc, m.id desc), '[]') from shown m)))
      from processes.process p where p.id = $1::uuid)) as answer`,
  },
};

const server = createServer(async (request, response) => {
  if (request.method !== "POST") return response.writeHead(405).end();
  try {
    const answer = await answerTo(request);
    response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" }).end(answer);
  } catch (error) {
    console.error(error);
    response.writeHead(500).end();
  }
});

async function answerTo(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const { question, variables } = JSON.parse(Buffer.concat(parts).toString());
  const statement = statements[question];
  if (!statement) throw new Error(`There is no question ${question}.`);
  const token = request.headers.authorization?.slice("Bearer ".length) ?? "";
  const hash = createHash("sha256").update(token).digest();
  const client = await pool.connect();
  try {
    const [, , answered] = await Promise.all([
      client.query("begin read only"),
      client.query({ name: "enter", text: "select bench.enter($1)", values: [hash] }),
      client.query<[string]>({
        name: question,
        text: `select answer::text from (${statement.text}) answered`,
        values: statement.values(variables),
        rowMode: "array",
      }),
      client.query("commit"),
    ]);
    return answered.rows[0]?.[0] ?? "null";
  } finally {
    client.release();
  }
}

server.listen(Number(process.env["PORT"]), "127.0.0.1");
process.once("SIGTERM", () => {
  server.close(() => void pool.end());
  server.closeAllConnections();
});
