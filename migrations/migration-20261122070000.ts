import { Migration } from "@mikro-orm/migrations";

/** Who asked for a document, to be told when it comes. */
export class Migration20261122070000 extends Migration {
  override up(): void {
    this.addSql("set local role andamento_owner");
    this.addSql(`alter table "documents"."document_request" add column "staff_id" uuid null`);
    this.addSql(
      "alter table documents.document_request add constraint document_request_staff foreign key (firm_id, staff_id) references identity.staff_member (firm_id, id)",
    );
    this.addSql("reset role");
  }
}
