// What courts tell, in the shape of DataJud (CNJ's public API): made up, with real TPU codes and the courts' own wording.
import type { CourtMovementInput } from "../schema/operations.ts";

export interface DataJudMovement {
  readonly codigo: number;
  readonly nome: string;
  readonly dataHora: string;
  readonly complementosTabelados?: readonly { codigo: number; valor: number; nome: string; descricao: string }[];
  readonly orgaoJulgador?: { readonly codigoOrgao: number; readonly nomeOrgao: string };
}

/** DataJud's movements as the import takes them. The same code at the same instant twice is told apart by its occurrence. */
export function asCourtMovements(movimentos: readonly DataJudMovement[], grau: "G1" | "G2"): CourtMovementInput[] {
  const occurrences = new Map<string, number>();
  return movimentos.map(({ codigo, nome, dataHora, complementosTabelados, orgaoJulgador }) => {
    const complements = (complementosTabelados ?? []).map((one) => one.nome).join(", ");
    const key = [grau, codigo, dataHora, complements].join("|");
    const occurrence = (occurrences.get(key) ?? 0) + 1;
    occurrences.set(key, occurrence);
    return {
      externalId: `${key}|${occurrence}`,
      occurredAt: dataHora,
      code: codigo,
      title: complements ? `${nome} – ${complements}` : nome,
      text: orgaoJulgador?.nomeOrgao ?? null,
      degree: grau,
    };
  });
}

const sorteio = { codigo: 2, valor: 2, nome: "sorteio", descricao: "tipo_de_distribuicao_redistribuicao" };
const despacho = { codigo: 3, valor: 5, nome: "para despacho", descricao: "tipo_de_conclusao" };
const julgamento = { codigo: 3, valor: 36, nome: "para julgamento", descricao: "tipo_de_conclusao" };

/** The first months of an ordinary lawsuit. */
export const ordinary = (year: number, vara: string): DataJudMovement[] => {
  const orgaoJulgador = { codigoOrgao: 13597, nomeOrgao: vara };
  const at = (monthAndDay: string, time: string) => `${year}-${monthAndDay}T${time}.000Z`;
  return [
    {
      codigo: 26,
      nome: "Distribuição",
      dataHora: at("03-02", "14:06:24"),
      complementosTabelados: [sorteio],
      orgaoJulgador,
    },
    {
      codigo: 51,
      nome: "Conclusão",
      dataHora: at("03-03", "13:15:30"),
      complementosTabelados: [despacho],
      orgaoJulgador,
    },
    { codigo: 11010, nome: "Mero expediente", dataHora: at("03-05", "17:40:02"), orgaoJulgador },
    { codigo: 12287, nome: "Expedida/Certificada", dataHora: at("03-09", "12:01:10"), orgaoJulgador },
    { codigo: 12288, nome: "Confirmada", dataHora: at("03-17", "09:22:45"), orgaoJulgador },
    { codigo: 85, nome: "Petição", dataHora: at("04-07", "18:55:31"), orgaoJulgador },
    { codigo: 12740, nome: "de Conciliação", dataHora: at("05-20", "16:30:00"), orgaoJulgador },
    {
      codigo: 51,
      nome: "Conclusão",
      dataHora: at("06-11", "10:12:00"),
      complementosTabelados: [julgamento],
      orgaoJulgador,
    },
    { codigo: 221, nome: "Procedência em Parte", dataHora: at("07-15", "20:03:12"), orgaoJulgador },
    { codigo: 92, nome: "Publicação", dataHora: at("07-17", "03:00:00"), orgaoJulgador },
  ];
};

const routine: readonly [number, string][] = [
  [85, "Petição"],
  [581, "Documento"],
  [51, "Conclusão"],
  [11010, "Mero expediente"],
  [60, "Expedição de documento"],
  [12265, "Expedida/certificada"],
  [12266, "Confirmada"],
  [1051, "Decurso de Prazo"],
  [123, "Remessa"],
  [132, "Recebimento"],
  [11383, "Ato ordinatório"],
  [1061, "Disponibilização no Diário da Justiça Eletrônico"],
];

/** A lawsuit that has gone on for years: as many movements as asked for, one every nine hours. */
export function long(count: number, vara: string): DataJudMovement[] {
  const begun = Date.parse("2019-08-05T12:00:00Z");
  return Array.from({ length: count }, (_, index) => {
    const [codigo, nome] = routine[index % routine.length] as [number, string];
    return {
      codigo,
      nome,
      dataHora: new Date(begun + index * 9 * 3_600_000).toISOString(),
      orgaoJulgador: { codigoOrgao: 4017, nomeOrgao: vara },
    };
  });
}
