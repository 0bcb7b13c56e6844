// What the command line says, in both languages.
import { plans } from "../access/channels.ts";

const list = plans.join(", ");

/** How many rows of an import became what. */
type Fates = Readonly<Record<"create" | "update" | "unchanged" | "refused", number>>;

export const words = {
  pt: {
    help: `npm run admin -- <comando> [opções]

  create-firm --name "Nome" --plan SMART --admin-name "Nome" --admin-email e@mail
              [--support "contato"] [--privacy "contato"]
              cria um escritório com o primeiro administrador e mostra o link para ele criar a senha
  set-plan    --firm <id> --plan <plano>   muda o plano (${list})
  list-firms  mostra os escritórios: id, plano, nome
  import      --firm <id> --file <arquivo .jsonl ou .csv> [--dry-run]
              traz contatos, processos, partes e andamentos (docs/import.md); de novo, nada muda
  check       compara quem vê o quê com uma reconstrução do zero; nada a dizer é o esperado
  help        mostra isto

No banco de dados do servidor (DATABASE_URL), ou no embutido (DATA_FOLDER) enquanto o serviço está parado.`,
    noCommand: (name: string) => `Não existe o comando "${name}".`,
    notUnderstood: (args: string) => `Não foi possível entender: ${args}`,
    missing: (options: string) => `Falta informar: ${options}.`,
    noFirm: (id: string) => `Não existe escritório com o id ${id}.`,
    noFirms: "Nenhum escritório ainda.",
    founded: (name: string, id: string) => `Escritório ${name} criado: ${id}`,
    firstPassword: (name: string, email: string) =>
      `${name} (${email}) cria a senha neste link, uma vez, em até 7 dias. Entregue-o só a essa pessoa:`,
    planSet: (name: string, plan: string) => `${name}: plano ${plan}.`,
    noFile: (file: string) => `Não existe o arquivo ${file}.`,
    row: (line: number, fate: keyof Fates, what: string) =>
      `${line}  ${{ create: "cria", update: "atualiza", unchanged: "igual", refused: "recusada" }[fate]}  ${what}`,
    imported: ({ create, update, unchanged, refused }: Fates, dryRun: boolean) =>
      `${dryRun ? "Seriam: " : ""}${create} criadas, ${update} atualizadas, ${unchanged} iguais, ${refused} recusadas.`,
    sound: "Tudo confere.",
    unsound: (count: number) =>
      `${count} diferença(s) entre o que vale e a reconstrução: alguém vê o que não deve, ou não vê o que deve.`,
    broken: "Não foi possível:",
  },
  en: {
    help: `npm run admin -- <command> [options]

  create-firm --name "Name" --plan SMART --admin-name "Name" --admin-email e@mail
              [--support "contact"] [--privacy "contact"]
              founds a firm with its first administrator and shows the link to set a password with
  set-plan    --firm <id> --plan <plan>   changes the plan (${list})
  list-firms  shows the firms: id, plan, name
  import      --firm <id> --file <.jsonl or .csv file> [--dry-run]
              takes in contacts, processes, parties and movements (docs/import.md); again, nothing changes
  check       compares who sees what with a rebuild from nothing; nothing to say is as it should be
  help        shows this

On the server's database (DATABASE_URL), or on the embedded one (DATA_FOLDER) while the service is not running.`,
    noCommand: (name: string) => `There is no command "${name}".`,
    notUnderstood: (args: string) => `This could not be understood: ${args}`,
    missing: (options: string) => `Missing: ${options}.`,
    noFirm: (id: string) => `There is no firm with the id ${id}.`,
    noFirms: "No firm yet.",
    founded: (name: string, id: string) => `Firm ${name} founded: ${id}`,
    firstPassword: (name: string, email: string) =>
      `${name} (${email}) sets a password at this link, once, within 7 days. Hand it to nobody else:`,
    planSet: (name: string, plan: string) => `${name}: plan ${plan}.`,
    noFile: (file: string) => `There is no file ${file}.`,
    row: (line: number, fate: keyof Fates, what: string) => `${line}  ${fate}  ${what}`,
    imported: ({ create, update, unchanged, refused }: Fates, dryRun: boolean) =>
      `${dryRun ? "Would be: " : ""}${create} created, ${update} updated, ${unchanged} unchanged, ${refused} refused.`,
    sound: "All is as it should be.",
    unsound: (count: number) =>
      `${count} difference(s) between what holds and the rebuild: somebody sees what they should not, or does not see what they should.`,
    broken: "It could not be done:",
  },
} as const;
