import type { Demo } from "../demo/demo.ts";
import type { Config } from "../platform/config.ts";

/** What the start prints: where the API is, and of the demo who can sign in with what and what was mailed. */
export function greeting({ address, config, demo }: { address: string; config: Config; demo: Demo | null }): string {
  const lines = [
    "",
    "Andamento",
    `  API           ${address}/graphql`,
    `  Playground    ${address}/playground${config.introspection ? "" : " (for an administrator's session)"}`,
    `  Link page     ${address}/open#token`,
    `  Password page ${address}/password#token`,
    `  Database      ${config.databaseUrl ? "PostgreSQL server" : `embedded, in ${config.dataFolder}`}`,
  ];
  for (const firm of demo?.firms ?? []) {
    lines.push("", `${firm.name} (demo, plan ${firm.plan})`);
    for (const person of firm.people) {
      if (person.password)
        lines.push(`  ${person.name}, ${person.is}: signs in with ${person.email} and "${person.password}"`);
      else lines.push(`  ${person.name}, ${person.is}${person.links.length === 0 ? ": no access" : ""}`);
      if (person.mail) lines.push(`    mail  ${person.mail}`);
      for (const link of person.links) lines.push(`    link  ${link}`);
    }
  }
  if (demo) lines.push("", "The same, with ids, stands in demo.json in the data folder.");
  else if (config.demo) {
    const again = config.databaseUrl
      ? ""
      : " To begin again with the demo, and forget everything: npm start -- --reset";
    lines.push("", `Without the demo: it is made in an empty database, and this one holds something already.${again}`);
  }
  lines.push("", "Ctrl-C ends it.", "");
  return lines.join("\n");
}
