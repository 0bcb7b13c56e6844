// Who and what the demo is about. CNJ numbers are valid and of the year 2099, which cannot exist.
import type { Plan } from "../access/channels.ts";
import type { ContactInput, GrantClientAccessInput, ProcessInput, ProcessPartyInput } from "../schema/operations.ts";

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
  readonly grants: readonly (Omit<GrantClientAccessInput, "contactId"> & { readonly contact: string })[];
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
    grants: [
      {
        contact: "ana",
        email: "ana@clientes.almeida.example",
        type: "STANDARD",
        categories: ["AUTOMATIC_MOVEMENTS", "DOCUMENTS"],
      },
      {
        contact: "elisa",
        email: "elisa@clientes.almeida.example",
        type: "SIMPLIFIED",
        categories: ["AUTOMATIC_MOVEMENTS", "MANUAL_MOVEMENTS", "TASKS", "PUBLICATIONS", "DOCUMENTS"],
        includesTeamProcesses: true,
      },
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
    grants: [
      { contact: "ana", email: "ana@clientes.costalima.example", type: "STANDARD", categories: [] },
      { contact: "elisa", email: "elisa@clientes.costalima.example", type: "SIMPLIFIED", categories: ["DOCUMENTS"] },
    ],
  },
];
