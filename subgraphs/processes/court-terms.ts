// What a firm accepts before the courts' public services are asked for it. Other words are another version: whoever accepted
// an earlier one is asked again, and until then its connector rests.
import type { Text } from "../../platform/text.ts";
import type { CourtSource } from "./court-connector.ts";

export interface CourtTerms {
  readonly version: string;
  readonly text: Text;
}

export const courtTerms: Readonly<Record<CourtSource, CourtTerms>> = {
  DATAJUD: {
    version: "2026-11-22",
    text: {
      pt: `A API pública do DataJud é do Conselho Nacional de Justiça (CNJ), que a regula por termo de uso e portarias (Portaria CNJ 160/2020 e as que a alteram). Ao ligar este conector, o escritório declara que leu as regras em vigor e que:

1. Uso não comercial. Usa os dados apenas para acompanhar os próprios processos e informar os próprios clientes. Não vende, não cede e não explora a API nem os dados que dela vêm.
2. Atribuição. Onde os mostra, diz que a fonte é o DataJud, do CNJ.
3. Sem garantia. Os dados chegam com atraso de dias ou semanas, podem faltar ou estar errados e não substituem a consulta ao tribunal. Nenhum prazo se conta por eles.
4. O que é enviado. A esta API são enviados os números dos processos do escritório, um por vez, e nada mais. Processos em segredo de justiça não são consultados.
5. O CNJ pode limitar, mudar ou encerrar o serviço. O escritório pode desligar o conector quando quiser; os andamentos que já vieram ficam.`,
      en: `The public API of DataJud belongs to the National Council of Justice (CNJ), which governs it by terms of use and ordinances (Portaria CNJ 160/2020 and those that amend it). By switching this connector on, the firm declares that it has read the rules in force and that:

1. Non-commercial use. It uses the data only to follow its own processes and to inform its own clients. It neither sells, nor passes on, nor exploits the API or the data that come from it.
2. Attribution. Where it shows them, it says that their source is DataJud, of the CNJ.
3. No guarantee. The data come days or weeks late, may be missing or wrong, and do not stand for asking the court. No deadline is counted by them.
4. What is sent. The numbers of the firm's processes are sent to this API, one at a time, and nothing else. Processes in segredo de justiça are not asked for.
5. The CNJ may limit, change or end the service. The firm may switch the connector off at any time; the movements that have come stay.`,
    },
  },
  DJEN: {
    version: "2026-11-22",
    text: {
      pt: `As comunicações do Diário de Justiça Eletrônico Nacional (DJEN) são publicadas pelo Conselho Nacional de Justiça (Resolução CNJ 455/2022) numa API pública. Ao ligar este conector, o escritório declara que leu as regras em vigor e que:

1. Uso não comercial. Usa as publicações apenas para os próprios processos e clientes. Não vende, não cede e não explora a API nem os dados que dela vêm.
2. Atribuição. Onde as mostra, diz que a fonte é o DJEN, do CNJ.
3. Sem garantia. Uma publicação pode faltar, chegar tarde ou ser cancelada depois. Só vale o que está no diário oficial: o conector não dispensa o escritório de consultá-lo, e nenhum prazo se conta por ele.
4. O que é enviado. A esta API são enviadas as inscrições na OAB que o escritório indicar; se não indicar nenhuma, os números dos seus processos, um por vez, sem os que correm em segredo de justiça. Nada mais.
5. O que vem fica à espera (pendente) até que alguém do escritório trate ou descarte; nenhum cliente o vê antes.
6. O CNJ pode limitar, mudar ou encerrar o serviço. O escritório pode desligar o conector quando quiser; as publicações que já vieram ficam.`,
      en: `The communications of the national electronic gazette of the courts (DJEN) are published by the National Council of Justice (Resolução CNJ 455/2022) through a public API. By switching this connector on, the firm declares that it has read the rules in force and that:

1. Non-commercial use. It uses the publications only for its own processes and clients. It neither sells, nor passes on, nor exploits the API or the data that come from it.
2. Attribution. Where it shows them, it says that their source is DJEN, of the CNJ.
3. No guarantee. A publication may be missing, come late or be canceled afterwards. Only the official gazette counts: the connector does not spare the firm from reading it, and no deadline is counted by it.
4. What is sent. The OAB registrations that the firm names are sent to this API; when it names none, the numbers of its processes, one at a time, without those in segredo de justiça. Nothing else.
5. What comes waits (pending) until somebody at the firm treats or discards it; no client sees it before.
6. The CNJ may limit, change or end the service. The firm may switch the connector off at any time; the publications that have come stay.`,
    },
  },
};
