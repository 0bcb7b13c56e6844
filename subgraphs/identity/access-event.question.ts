import { sql } from "kysely";
import { sees } from "../../access/rows.ts";
import type { AccessEventKind } from "../../platform/access-log.ts";
import { Page, type PageRequest } from "../../platform/connection.ts";
import { countIn, questionsOver, type RowOf, type TableOf, verdict } from "../../platform/question.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { AccessEventSchema } from "./access-event.ts";
import type { FirmSchema } from "./firm.ts";

const questions = questionsOver<{
  "identity.access_event": TableOf<typeof AccessEventSchema>;
  "identity.firm": TableOf<typeof FirmSchema>;
}>();

const byStaff = sql<boolean>`(select access.claim('kind')) = 'staff'`;

/** The client itself, by its password: not by a link, and not an admin who looks through its eyes. */
const inPerson = sql<boolean>`((select access.claim('kind')) = 'client' and (select access.claim('credential')) = 'PASSWORD'
  and (select access.claim('preview')) is null)`;

/** A link may be in other hands: of a process that it does not open it does not even tell that others have opened it. */
const toldToLink = sql<boolean>`((select access.claim('credential')) is distinct from 'LINK'
  or case e.subject_type when 'Process' then ${verdict(sees.processId, "e.subject")}
     when 'Document' then e.process is null or ${verdict(sees.processId, "e.process")} else true end is true)`;

/** That a client has an access at another firm is nobody's to know but its own: to everybody else it signed in. */
const kindTold = sql<AccessEventKind>`case when e.kind = 'ACCESS_SWITCHED' and not ${inPerson} then 'SIGNED_IN' else e.kind end`;

const eventRows = () =>
  questions
    .selectFrom("identity.access_event as e")
    .innerJoin("identity.firm as f", "f.id", "e.firm_id")
    .select(["e.id", "e.at", "e.channel", "e.subject as subjectId", "e.subject_type as subjectType"])
    .select([
      kindTold.as("kind"),
      // Whoever failed to come in is known by an address alone, which may not be the client's any more.
      sql<string>`case when ${byStaff} then e.actor when e.staff_id is not null then f.name
        when e.kind = 'SIGN_IN_FAILED' then (select a.name from identity.client_access a where a.id = e.access_id)
        else e.actor end`.as("actor"),
      // Where a changed address was before is the firm's to know.
      sql<string[]>`case when ${byStaff} or e.kind <> 'EMAIL_CHANGED' then e.details else '{}' end`.as("details"),
      verdict(sees.accessEvent, "e").as("verdict"),
      verdict(sees.accessSubject, "e").as("subjectVerdict"),
    ]);
export type AccessEventRow = RowOf<ReturnType<typeof eventRows>>;

/** The log of one access, the newest first. */
export async function eventsOf(
  asking: Asking,
  accessId: string,
  kinds: readonly AccessEventKind[] | null,
  request: PageRequest,
): Promise<Page<AccessEventRow & { cursorValue: string }>> {
  const chosen = () => {
    const events = eventRows().where("e.access_id", "=", accessId).where(toldToLink);
    return kinds ? events.where(sql<boolean>`${kindTold} = any (${[...kinds]}::text[])`) : events;
  };
  let page = chosen().select(sql<string>`to_char(e.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as("cursorValue"));
  const { after } = request;
  if (after) page = page.where(sql<boolean>`(e.at, e.id) < (${after.value}::timestamptz, ${after.id}::uuid)`);
  const [rows] = await asking.read(
    page
      .orderBy("e.at", "desc")
      .orderBy("e.id", "desc")
      .limit(request.first + 1),
  );
  return new Page(rows, request, "AT", () => countIn(asking, chosen()));
}
