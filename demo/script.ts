// Who and what the demo is about. CNJ numbers are valid and of the year 2099, which cannot exist.
import type { Plan } from "../access/channels.ts";
import type {
  ContactInput,
  DocumentRequestInput,
  GrantClientAccessInput,
  ProcessInput,
  ProcessPartyInput,
} from "../schema/operations.ts";
import { long, ordinary } from "./courts.ts";
import type { TimelineScript } from "./timeline.ts";

export interface FirmScript {
  readonly name: string;
  readonly plan: Plan;
  readonly domain: string;
  readonly contacts: Readonly<Record<string, ContactInput>>;
  readonly processes: readonly (Omit<ProcessInput, "parties" | "responsibleId" | "teamMemberIds"> & {
    readonly key: string;
    readonly responsible?: "carla" | "davi";
    readonly team?: readonly ("carla" | "davi")[];
    readonly parties: readonly (Omit<ProcessPartyInput, "contactId"> & { readonly contact?: string })[];
  })[];
  readonly timeline: TimelineScript;
  readonly grants: readonly (Omit<GrantClientAccessInput, "contactId"> & { readonly contact: string })[];
  /** What the firm asks its clients for. */
  readonly requests: readonly (Omit<DocumentRequestInput, "contactId"> & { readonly contact: string })[];
}

export const cast = (domain: string) => ({
  ana: { name: "Ana Ribeiro", email: `ana@clientes.${domain}` },
  bruno: { name: "Bruno Teixeira", email: `bruno@clientes.${domain}` },
  carla: { name: "Carla Nogueira", email: `carla@${domain}` },
  davi: { name: "Davi Almeida", email: `davi@${domain}` },
  elisa: { name: "Elisa Moura", email: `elisa@clientes.${domain}` },
});

function contactsOf(domain: string): Record<string, ContactInput> {
  const { ana, bruno, elisa } = cast(domain);
  return {
    ana: {
      name: ana.name,
      kind: "PERSON",
      profile: "CLIENT",
      emails: [ana.email],
      phones: ["(11) 90000-0001"],
      taxId: "529.982.247-25",
    },
    bruno: { name: bruno.name, kind: "PERSON", profile: "CLIENT", emails: [bruno.email], taxId: "111.444.777-35" },
    elisa: { name: elisa.name, kind: "PERSON", profile: "CLIENT", emails: [elisa.email] },
    padaria: {
      name: "Padaria Três Irmãos Ltda.",
      kind: "COMPANY",
      profile: "CLIENT",
      emails: [`contato@tresirmaos.${domain}`],
      taxId: "12.ABC.345/01DE-35",
    },
    banco: { name: "Banco Exemplo S.A.", kind: "COMPANY", profile: "CONTACT", emails: [], taxId: "11.222.333/0001-81" },
  };
}

const elisa = (side: "ACTIVE" | "PASSIVE") => ({ contact: "elisa", role: "CLIENT", side }) as const;
const banco = { contact: "banco", role: "ADVERSE", side: "PASSIVE" } as const;

export const firms: readonly FirmScript[] = [
  {
    name: "Almeida & Nogueira Advogados",
    plan: "SMART",
    domain: "almeida.example",
    contacts: contactsOf("almeida.example"),
    processes: [
      {
        key: "indenizacao",
        kind: "LAWSUIT",
        number: "0000001-11.2099.8.26.0100",
        title: "Indenização por dano moral – Ana Ribeiro × Banco Exemplo",
        filedOn: "2026-03-02",
        claimValue: "25000.00",
        court: {
          tribunal: "TJSP",
          division: "1ª Vara Cível",
          venue: "Foro Central Cível",
          degree: "G1",
          className: "Procedimento Comum Cível",
          subjects: ["Indenização por Dano Moral"],
        },
        responsible: "carla",
        team: ["carla"],
        parties: [
          { contact: "ana", role: "CLIENT", side: "ACTIVE" },
          banco,
          { name: "Marcos Prado", role: "WITNESS", side: "OTHER" },
        ],
      },
      {
        key: "trabalhista",
        kind: "LAWSUIT",
        number: "0000009-12.2099.5.02.0001",
        title: "Verbas rescisórias – Elisa Moura",
        filedOn: "2026-01-20",
        claimValue: "48000.00",
        court: {
          tribunal: "TRT2",
          division: "1ª Vara do Trabalho",
          venue: "São Paulo",
          degree: "G1",
          className: "Ação Trabalhista – Rito Ordinário",
          subjects: ["Verbas Rescisórias"],
        },
        responsible: "carla",
        parties: [
          elisa("ACTIVE"),
          { name: "Comércio Exemplo Ltda.", role: "ADVERSE", side: "PASSIVE" },
          { contact: "ana", role: "WITNESS", side: "OTHER" },
        ],
      },
      {
        key: "divorcio",
        kind: "LAWSUIT",
        number: "0000002-94.2099.8.19.0001",
        title: "Divórcio – Elisa Moura",
        secret: true,
        filedOn: "2025-11-10",
        court: {
          tribunal: "TJRJ",
          division: "2ª Vara de Família",
          venue: "Comarca da Capital",
          degree: "G1",
          className: "Divórcio Litigioso",
          subjects: ["Dissolução"],
        },
        responsible: "davi",
        parties: [elisa("ACTIVE")],
      },
      {
        key: "apelacao",
        kind: "LAWSUIT",
        number: "0000018-56.2099.8.26.0000",
        title: "Apelação – Ana Ribeiro × Banco Exemplo",
        filedOn: "2026-08-06",
        court: {
          tribunal: "TJSP",
          division: "12ª Câmara de Direito Privado",
          degree: "G2",
          className: "Apelação Cível",
          subjects: ["Indenização por Dano Moral"],
        },
        responsible: "carla",
        parties: [{ contact: "banco", role: "ADVERSE", side: "ACTIVE" }],
      },
      {
        key: "cumprimento",
        kind: "LAWSUIT",
        number: "1000001-91.2099.8.26.0100",
        title: "Cumprimento provisório de sentença",
        filedOn: "2026-09-01",
        court: { tribunal: "TJSP", division: "1ª Vara Cível", venue: "Foro Central Cível", degree: "G1", subjects: [] },
        responsible: "carla",
        parties: [banco],
      },
      {
        key: "apenso",
        kind: "LAWSUIT",
        number: "0000021-02.2099.8.26.0100",
        title: "Execução apensada – outro credor × Banco Exemplo",
        filedOn: "2026-02-20",
        court: { tribunal: "TJSP", division: "1ª Vara Cível", venue: "Foro Central Cível", degree: "G1", subjects: [] },
        responsible: "carla",
        parties: [{ contact: "padaria", role: "CLIENT", side: "ACTIVE" }, banco],
      },
      {
        key: "execucao",
        kind: "LAWSUIT",
        number: "5000007-36.2099.4.04.7000",
        title: "Execução fiscal – Elisa Moura",
        filedOn: "2019-08-05",
        court: {
          tribunal: "TRF4",
          division: "1ª Vara Federal",
          venue: "Curitiba",
          degree: "G1",
          subjects: ["Dívida Ativa"],
        },
        responsible: "davi",
        parties: [elisa("PASSIVE")],
      },
      {
        key: "societario",
        kind: "CASE",
        title: "Reorganização societária – Padaria Três Irmãos",
        visibility: "TEAM",
        responsible: "davi",
        team: ["carla", "davi"],
        parties: [{ contact: "padaria", role: "CLIENT", side: "OTHER" }, elisa("ACTIVE")],
      },
      {
        key: "sucessao",
        kind: "CASE",
        title: "Planejamento sucessório – Elisa Moura",
        visibility: "PRIVATE",
        responsible: "davi",
        parties: [elisa("ACTIVE")],
      },
    ],
    timeline: {
      links: [
        { original: "indenizacao", linked: "apelacao", kind: "APPEAL" },
        { original: "indenizacao", linked: "cumprimento", kind: "OFFSHOOT" },
        { original: "indenizacao", linked: "apenso", kind: "ATTACHMENT" },
      ],
      court: [
        { of: "indenizacao", grau: "G1", movimentos: ordinary(2026, "1ª VARA CÍVEL") },
        { of: "trabalhista", grau: "G1", movimentos: ordinary(2026, "1ª VARA DO TRABALHO").slice(0, 6) },
        { of: "divorcio", grau: "G1", movimentos: ordinary(2026, "2ª VARA DE FAMÍLIA").slice(0, 4) },
        { of: "execucao", grau: "G1", movimentos: long(6000, "1ª VARA FEDERAL") },
      ],
      manual: [
        {
          of: "indenizacao",
          occurredAt: "2026-07-16T14:00:00Z",
          title: "Reunião sobre a sentença",
          text: "Explicamos a sentença e combinamos o recurso.",
          comments: [
            { text: "O juiz nos deu razão em parte. Vamos recorrer do valor.", audience: "CLIENT" },
            { text: "Conferir o prazo da apelação.", audience: "INTERNAL" },
          ],
        },
        { of: "sucessao", occurredAt: "2026-10-01T13:00:00Z", title: "Minuta do testamento enviada" },
      ],
      tasks: [
        { of: "indenizacao", title: "Interpor apelação", dueOn: "2026-08-07", status: "DONE", assignee: "carla" },
        {
          of: "trabalhista",
          title: "Juntar holerites",
          description: "Os dos últimos doze meses.",
          dueOn: "2026-12-10",
          assignee: "carla",
        },
      ],
      documents: [
        {
          of: "indenizacao",
          name: "Sentença.txt",
          description: "A sentença, na íntegra",
          text: "Ante o exposto, julgo procedente em parte o pedido.\n",
        },
      ],
      publications: [
        {
          of: "indenizacao",
          externalId: "661000001",
          gazette: "Diário de Justiça Eletrônico Nacional",
          availableOn: "2026-07-16",
          publishedOn: "2026-07-17",
          content: "Intime-se. Sentença de procedência em parte.",
          processNumber: "0000001-11.2099.8.26.0100",
        },
        {
          externalId: "661000002",
          gazette: "Diário de Justiça Eletrônico Nacional",
          availableOn: "2026-11-19",
          content: "Fica a parte intimada para manifestação em cinco dias.",
          processNumber: "0000009-12.2099.5.02.0001",
        },
      ],
    },
    grants: [
      {
        contact: "ana",
        email: "ana@clientes.almeida.example",
        type: "STANDARD",
        categories: ["AUTOMATIC_MOVEMENTS", "MANUAL_MOVEMENTS", "DOCUMENTS"],
      },
      {
        contact: "elisa",
        email: "elisa@clientes.almeida.example",
        type: "SIMPLIFIED",
        categories: ["AUTOMATIC_MOVEMENTS", "MANUAL_MOVEMENTS", "TASKS", "PUBLICATIONS", "DOCUMENTS"],
        includesTeamProcesses: true,
      },
    ],
    requests: [
      {
        contact: "ana",
        title: "Comprovante de residência",
        instructions: "Dos últimos três meses, em seu nome.",
        dueOn: "2026-12-15",
      },
      { contact: "elisa", title: "Certidão de casamento", dueOn: "2026-12-10" },
    ],
  },
  {
    name: "Costa Lima Advocacia",
    plan: "LIGHT",
    domain: "costalima.example",
    contacts: contactsOf("costalima.example"),
    processes: [
      {
        key: "revisional",
        kind: "LAWSUIT",
        number: "5000003-87.2099.8.13.0024",
        title: "Revisional de contrato – Ana Ribeiro × Banco Exemplo",
        filedOn: "2026-02-11",
        claimValue: "12500.50",
        court: {
          tribunal: "TJMG",
          division: "3ª Vara Cível",
          venue: "Belo Horizonte",
          degree: "G1",
          className: "Procedimento Comum Cível",
          subjects: ["Contratos Bancários"],
        },
        responsible: "carla",
        parties: [{ contact: "ana", role: "CLIENT", side: "ACTIVE" }, banco],
      },
      {
        key: "inventario",
        kind: "LAWSUIT",
        number: "0000004-97.2099.8.07.0001",
        title: "Inventário – Elisa Moura",
        secret: true,
        filedOn: "2025-09-30",
        court: {
          tribunal: "TJDFT",
          division: "1ª Vara de Órfãos e Sucessões",
          venue: "Brasília",
          degree: "G1",
          className: "Inventário",
          subjects: ["Inventário e Partilha"],
        },
        responsible: "davi",
        parties: [elisa("ACTIVE")],
      },
      {
        key: "contrato",
        kind: "CASE",
        title: "Contrato social – Padaria Três Irmãos",
        responsible: "carla",
        parties: [{ contact: "padaria", role: "CLIENT", side: "OTHER" }],
      },
    ],
    timeline: {
      links: [],
      court: [
        { of: "revisional", grau: "G1", movimentos: ordinary(2026, "3ª VARA CÍVEL").slice(0, 5) },
        { of: "inventario", grau: "G1", movimentos: ordinary(2026, "1ª VARA DE ÓRFÃOS E SUCESSÕES").slice(0, 3) },
      ],
      manual: [{ of: "contrato", occurredAt: "2026-09-15T15:00:00Z", title: "Minuta enviada ao cliente" }],
      tasks: [{ of: "inventario", title: "Reunir certidões", dueOn: "2026-12-01", assignee: "davi" }],
      documents: [],
      publications: [],
    },
    grants: [
      { contact: "ana", email: "ana@clientes.costalima.example", type: "STANDARD", categories: [] },
      { contact: "elisa", email: "elisa@clientes.costalima.example", type: "SIMPLIFIED", categories: ["DOCUMENTS"] },
    ],
    requests: [],
  },
];
