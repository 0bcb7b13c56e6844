// DataJud's movements: unsorted and repeated as they come, each with an id of its own that no order or page changes.
import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import type { CourtDegree, CourtMovement } from "./court.ts";
import { momentIn } from "./court-date.ts";
import { anything, code, fields, line, list } from "./said.ts";

const named = fields({ codigo: code, codigoNacional: code, nome: line(300), descricao: line(300) });

const movement = z.object({
  codigo: code,
  nome: line(300),
  dataHora: anything.transform(momentIn),
  movimentoNacional: named,
  orgaoJulgador: fields({ codigo: code, codigoOrgao: code, nome: line(300), nomeOrgao: line(300) }),
  complementosTabelados: list,
});

const complement = fields({ codigo: code, valor: code, nome: line(300), descricao: line(300) });
type Complement = NonNullable<z.output<typeof complement>>;

/** Where a document stands: the court and the degree, as told and as this house knows it. */
interface Instance {
  readonly tribunal: string | null;
  readonly grau: string | null;
  readonly degree: CourtDegree | null;
}

/** What can be read of a document's movements, the oldest first. One without a date or without any name is left out. */
export async function movementsIn(said: Iterable<unknown>, instance: Instance): Promise<CourtMovement[]> {
  const read: ReadMovement[] = [];
  for await (const one of aFewAtATime(said)) {
    const movement = movementIn(one, instance);
    if (movement) read.push(movement);
  }
  const movements: CourtMovement[] = [];
  for await (const [key, group] of aFewAtATime(Map.groupBy(read, ({ key }) => key))) {
    // The same told twice is twice; which of them is the second must not depend on their order.
    const inOrder = group
      .map(({ movement }) => ({ movement, text: JSON.stringify(movement) }))
      .sort((a, b) => compare(a.text, b.text));
    for (const [occurrence, { movement }] of inOrder.entries())
      movements.push({ externalId: idOf(key, occurrence), ...movement });
  }
  return movements.sort(
    (a, b) => a.occurredAt.getTime() - b.occurredAt.getTime() || compare(a.externalId, b.externalId),
  );
}

/** A list of thousands takes a moment: others are answered in between. */
async function* aFewAtATime<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  let count = 0;
  for (const item of items) {
    yield item;
    count += 1;
    if (count % 100 === 0) await setImmediate();
  }
}

function movementIn(said: unknown, { tribunal, grau, degree }: Instance) {
  const read = movement.safeParse(said).data;
  if (!read?.dataHora) return null;
  const national = read.movimentoNacional;
  const itsCode = read.codigo ?? national?.codigo ?? national?.codigoNacional ?? null;
  const name = read.nome ?? national?.nome ?? national?.descricao ?? null;
  if (itsCode === null && name === null) return null;
  const complements = read.complementosTabelados.map((one) => complement.parse(one)).filter((one) => one !== null);
  const unit = read.orgaoJulgador;
  return {
    // Codes before names: a name may come with letters lost today and whole tomorrow. To the second: not every form of a
    // date tells more.
    key: JSON.stringify([
      tribunal,
      grau,
      itsCode ?? name,
      Math.floor(read.dataHora.getTime() / 1000),
      unit?.codigo ?? unit?.codigoOrgao ?? unit?.nome ?? unit?.nomeOrgao ?? null,
      complements.map(({ codigo, descricao, valor, nome }) => [codigo ?? descricao, valor ?? nome].join("=")).sort(),
    ]),
    movement: {
      occurredAt: read.dataHora,
      code: itsCode,
      title: name ?? `Andamento de código ${itsCode}`,
      text: wordsOf(complements),
      degree,
    },
  };
}

type ReadMovement = NonNullable<ReturnType<typeof movementIn>>;

const idOf = (key: string, occurrence: number): string =>
  `datajud:${createHash("sha256").update(`${key}${occurrence}`).digest("base64url")}`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The kinds of complement in words; others are told by the name the court gives them. */
const kinds: Readonly<Record<number, string>> = {
  2: "Tipo de distribuição ou redistribuição",
  3: "Tipo de conclusão",
  4: "Tipo de documento",
  18: "Motivo da remessa",
  19: "Tipo de petição",
};

/** What a value of a kind means, when the court tells its code alone. */
const values: Readonly<Record<string, string>> = {
  "2=1": "competência exclusiva",
  "2=2": "sorteio",
  "3=5": "para despacho",
  "3=6": "para decisão",
  "3=36": "para julgamento",
  "3=189": "para admissibilidade recursal",
  "4=80": "outros documentos",
  "4=107": "certidão",
  "18=40": "outros motivos",
  "18=90": "declaração de competência",
  "19=57": "petição (outras)",
};

/** One line for each complement that says something. */
function wordsOf(complements: readonly Complement[]): string | null {
  const lines = complements.flatMap(({ codigo, valor, nome, descricao }) => {
    const what = nome ?? values[`${codigo}=${valor}`];
    if (!what) return [];
    const kind = (codigo !== null && kinds[codigo]) || descricao?.replaceAll("_", " ").trim();
    return [kind ? `${kind[0]?.toUpperCase()}${kind.slice(1)}: ${what}` : what];
  });
  return lines.length > 0 ? [...new Set(lines)].join("\n").slice(0, 10_000) : null;
}
