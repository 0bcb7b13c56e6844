// What court movements mean to somebody who is no lawyer, by the code of CNJ's Tabela Processual Unificada (TPU). The codes and
// paths are CNJ's; the words are ours. Names decide nothing: "Liminar" alone is eight codes, and they say opposite things.
import type { Text } from "../../platform/text.ts";

export interface Words {
  readonly headline: string;
  readonly text: string;
}
/** The same in both of the house's languages. */
export type Explained = { readonly [Language in keyof Text]: Words };

export interface MovementEntry extends Explained {
  readonly code: number;
  /** Where it stands in the TPU, from its root. */
  readonly path: string;
  /** Where it matters whether the client is the one who asks or the one of whom it is asked: told to each. */
  readonly ACTIVE?: Explained;
  readonly PASSIVE?: Explained;
}

export const movementTable: readonly MovementEntry[] = [
  {
    code: 26,
    path: "Serventuário › Distribuidor › Distribuição",
    pt: {
      headline: "Processo distribuído",
      text: "O processo foi registrado e enviado à vara (ou ao relator) que vai cuidar dele.",
    },
    en: {
      headline: "Case assigned",
      text: "The case was registered and sent to the court (or the reporting judge) that will handle it.",
    },
  },
  {
    code: 36,
    path: "Serventuário › Distribuidor › Redistribuição",
    pt: {
      headline: "Processo mudou de vara",
      text: "O processo foi transferido para outra vara ou outro julgador. Nada se perde.",
    },
    en: {
      headline: "Case moved to another court",
      text: "The case was transferred to another court or another judge. Nothing is lost.",
    },
  },
  {
    code: 12255,
    path: "Magistrado › Decisão › Determinação › Redistribuição por prevenção",
    pt: {
      headline: "Processo mandado para outro juiz por ligação com outro caso",
      text: "O juiz mandou o processo para quem já cuida de um caso ligado a este.",
    },
    en: {
      headline: "Sent to another judge because of a related case",
      text: "The judge sent the case to whoever already handles a case connected with this one.",
    },
  },
  {
    code: 941,
    path: "Magistrado › Decisão › Declaração › Incompetência",
    pt: {
      headline: "Juiz se declarou incompetente",
      text: "O juiz entendeu que este caso deve ser julgado por outra vara ou tribunal.",
    },
    en: {
      headline: "Judge declined jurisdiction",
      text: "The judge found that this case must be decided by another court.",
    },
  },
  {
    code: 15085,
    path: "Magistrado › Decisão › Determinação › Emenda à Inicial",
    pt: {
      headline: "Pedido de correção da petição inicial",
      text: "O juiz pediu que quem entrou com a ação complete ou corrija o pedido inicial.",
    },
    en: {
      headline: "Initial petition to be corrected",
      text: "The judge asked whoever filed the case to complete or correct the initial petition.",
    },
    ACTIVE: {
      pt: {
        headline: "Pedido de correção da petição inicial",
        text: "O juiz pediu que seu advogado complete ou corrija o pedido inicial.",
      },
      en: {
        headline: "Initial petition to be corrected",
        text: "The judge asked your lawyer to complete or correct the initial petition.",
      },
    },
    PASSIVE: {
      pt: {
        headline: "Pedido de correção da petição inicial",
        text: "O juiz pediu que a outra parte complete ou corrija o pedido inicial.",
      },
      en: {
        headline: "Initial petition to be corrected",
        text: "The judge asked the other party to complete or correct the initial petition.",
      },
    },
  },
  {
    code: 12261,
    path: "Magistrado › Decisão › Recebimento › Emenda a inicial",
    pt: { headline: "Correção da petição aceita", text: "O juiz aceitou a correção feita no pedido inicial." },
    en: {
      headline: "Correction of the petition accepted",
      text: "The judge accepted the correction made to the initial petition.",
    },
  },
  {
    code: 787,
    path: "Magistrado › Decisão › Concessão › Gratuidade da Justiça",
    pt: {
      headline: "Justiça gratuita concedida",
      text: "Quem pediu a gratuidade não precisará adiantar custas do processo.",
    },
    en: {
      headline: "Court fees waived",
      text: "Whoever asked for the waiver will not have to pay court fees in advance.",
    },
  },
  {
    code: 334,
    path: "Magistrado › Decisão › Não-Concessão › Gratuidade da Justiça",
    pt: {
      headline: "Justiça gratuita negada",
      text: "O juiz não concedeu a gratuidade; pode haver custas a pagar. Seu advogado avalia recurso.",
    },
    en: {
      headline: "Waiver of court fees denied",
      text: "The judge did not waive the court fees; there may be costs to pay. Your lawyer will consider an appeal.",
    },
  },
  {
    code: 332,
    path: "Magistrado › Decisão › Concessão › Tutela Provisória",
    pt: {
      headline: "Pedido urgente concedido (tutela)",
      text: "O juiz atendeu, de forma provisória, o pedido urgente. A decisão ainda pode mudar.",
    },
    en: {
      headline: "Urgent request granted (interim relief)",
      text: "The judge granted the urgent request, provisionally. The decision may still change.",
    },
  },
  {
    code: 339,
    path: "Magistrado › Decisão › Concessão › Liminar",
    pt: { headline: "Liminar concedida", text: "O juiz deu uma ordem provisória e rápida, antes da decisão final." },
    en: {
      headline: "Injunction granted",
      text: "The judge gave a quick, provisional order before the final decision.",
    },
  },
  {
    code: 792,
    path: "Magistrado › Decisão › Não-Concessão › Liminar",
    pt: {
      headline: "Liminar negada",
      text: "O juiz não deu a ordem provisória pedida. O processo continua normalmente.",
    },
    en: {
      headline: "Injunction denied",
      text: "The judge did not give the provisional order that was asked for. The case goes on as usual.",
    },
  },
  {
    code: 347,
    path: "Magistrado › Decisão › Revogação › Tutela Provisória",
    pt: { headline: "Tutela provisória cancelada", text: "A ordem provisória que existia deixou de valer." },
    en: { headline: "Interim relief withdrawn", text: "The provisional order that existed is no longer in force." },
  },
  {
    code: 12284,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Citação",
    pt: { headline: "Citação", text: "Uma das partes está sendo avisada oficialmente de que existe o processo." },
    en: { headline: "Service of process", text: "One of the parties is being officially told that the case exists." },
    ACTIVE: {
      pt: { headline: "Citação", text: "A outra parte está sendo avisada oficialmente de que existe o processo." },
      en: { headline: "Service of process", text: "The other party is being officially told that the case exists." },
    },
    PASSIVE: {
      pt: { headline: "Citação", text: "O seu lado está sendo avisado oficialmente de que existe o processo." },
      en: { headline: "Service of process", text: "Your side is being officially told that the case exists." },
    },
  },
  {
    code: 12287,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Citação › Eletrônica › Expedida/Certificada",
    pt: {
      headline: "Aviso eletrônico de citação enviado",
      text: "O aviso oficial do processo foi enviado por meio eletrônico.",
    },
    en: {
      headline: "Electronic notice of service sent",
      text: "The official notice of the case was sent electronically.",
    },
  },
  {
    code: 12288,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Citação › Eletrônica › Confirmada",
    pt: {
      headline: "Citação confirmada",
      text: "A parte chamada recebeu o aviso oficial do processo; começa o prazo para ela se defender.",
    },
    en: {
      headline: "Service confirmed",
      text: "The party summoned received the official notice of the case; its time to respond begins.",
    },
    ACTIVE: {
      pt: {
        headline: "Citação confirmada",
        text: "A outra parte recebeu o aviso oficial do processo; começa o prazo para ela se defender.",
      },
      en: {
        headline: "Service confirmed",
        text: "The other party received the official notice of the case; its time to respond begins.",
      },
    },
    PASSIVE: {
      pt: {
        headline: "Citação confirmada",
        text: "O seu lado recebeu o aviso oficial do processo; começa o prazo para a defesa.",
      },
      en: {
        headline: "Service confirmed",
        text: "Your side received the official notice of the case; the time to respond begins.",
      },
    },
  },
  {
    code: 15729,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Intimação › Intimação Expedida",
    pt: {
      headline: "Intimação enviada",
      text: "O tribunal mandou um aviso oficial a uma das partes, em geral ao advogado.",
    },
    en: {
      headline: "Notice sent",
      text: "The court sent an official notice to one of the parties, usually to the lawyer.",
    },
  },
  {
    code: 12265,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Intimação › Eletrônica › Expedida/certificada",
    pt: {
      headline: "Intimação eletrônica enviada",
      text: "O tribunal enviou um aviso eletrônico, em geral ao advogado, pedindo ciência ou providência.",
    },
    en: {
      headline: "Electronic notice sent",
      text: "The court sent an electronic notice, usually to the lawyer, to take note of something or to act.",
    },
  },
  {
    code: 12266,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Intimação › Eletrônica › Confirmada",
    pt: {
      headline: "Intimação lida/confirmada",
      text: "O aviso do tribunal foi considerado recebido; um prazo pode ter começado para o advogado.",
    },
    en: {
      headline: "Notice read/confirmed",
      text: "The court's notice counts as received; a deadline for the lawyer may have begun.",
    },
  },
  {
    code: 985,
    path: "Serventuário › Oficial de Justiça › Recebimento › Mandado",
    pt: { headline: "Mandado com o oficial de justiça", text: "O oficial de justiça recebeu a ordem para cumprir." },
    en: { headline: "Order with the court officer", text: "The court officer received the order to be carried out." },
  },
  {
    code: 106,
    path: "Serventuário › Oficial de Justiça › Devolução › Mandado",
    pt: {
      headline: "Mandado devolvido",
      text: "O oficial de justiça devolveu a ordem contando se conseguiu ou não cumprir.",
    },
    en: {
      headline: "Order returned",
      text: "The court officer returned the order, reporting whether it could be carried out.",
    },
  },
  {
    code: 12307,
    path: "Magistrado › Decisão › Decretação de revelia",
    pt: {
      headline: "Revelia decretada",
      text: "A parte que devia se defender não se defendeu a tempo; isso pode pesar na decisão.",
    },
    en: {
      headline: "Default declared",
      text: "The party that should have responded did not do so in time; this may weigh on the decision.",
    },
  },
  {
    code: 85,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Juntada › Petição",
    pt: { headline: "Petição juntada", text: "Um pedido ou manifestação escrita entrou no processo." },
    en: { headline: "Petition added", text: "A written request or statement was added to the case." },
  },
  {
    code: 581,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Juntada › Documento",
    pt: { headline: "Documento juntado", text: "Um documento foi incluído no processo." },
    en: { headline: "Document added", text: "A document was added to the case." },
  },
  {
    code: 67,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Juntada",
    pt: { headline: "Juntada", text: "Algo novo (documento ou pedido) foi colocado no processo." },
    en: {
      headline: "Something added to the file",
      text: "Something new (a document or a request) was added to the case.",
    },
  },
  {
    code: 118,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Protocolo de Petição",
    pt: { headline: "Petição protocolada", text: "Um pedido foi entregue ao tribunal." },
    en: { headline: "Petition filed", text: "A request was handed in to the court." },
  },
  {
    code: 60,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Expedição de documento",
    pt: {
      headline: "Documento expedido",
      text: "O cartório emitiu um documento (carta, certidão, ofício, alvará). O complemento diz qual.",
    },
    en: {
      headline: "Document issued",
      text: "The court office issued a document (letter, certificate, official letter, payment order). The court's words say which.",
    },
  },
  {
    code: 11383,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Ato ordinatório",
    pt: {
      headline: "Andamento de rotina do cartório",
      text: "O cartório fez um ato simples para o processo andar. Normalmente não exige nada de você.",
    },
    en: {
      headline: "Routine step of the court office",
      text: "The court office took a simple step to move the case along. It usually asks nothing of you.",
    },
  },
  {
    code: 51,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Conclusão",
    pt: {
      headline: "Na mesa do juiz",
      text: "O processo está com o juiz para despacho, decisão ou sentença (o complemento diz qual).",
    },
    en: {
      headline: "On the judge's desk",
      text: "The case is with the judge for an order, a decision or a judgment (the court's words say which).",
    },
  },
  {
    code: 12332,
    path: "Magistrado › Decisão › Prorrogado prazo de conclusão",
    pt: { headline: "Juiz pediu mais prazo", text: "O prazo para o juiz decidir foi prorrogado." },
    en: { headline: "Judge took more time", text: "The judge's time to decide was extended." },
  },
  {
    code: 11010,
    path: "Magistrado › Despacho › Mero expediente",
    pt: {
      headline: "Despacho de rotina",
      text: "O juiz deu uma ordem simples para o processo andar, sem decidir quem tem razão.",
    },
    en: {
      headline: "Routine order",
      text: "The judge gave a simple order to move the case along, without deciding who is right.",
    },
  },
  {
    code: 12164,
    path: "Magistrado › Decisão › Outras Decisões",
    pt: { headline: "Decisão do juiz", text: "O juiz decidiu um ponto do processo. Seu advogado explicará o efeito." },
    en: {
      headline: "Decision of the judge",
      text: "The judge decided a point of the case. Your lawyer will explain its effect.",
    },
  },
  {
    code: 12444,
    path: "Magistrado › Decisão › deferimento",
    pt: { headline: "Pedido aceito", text: "O juiz aceitou um pedido feito no processo." },
    en: { headline: "Request granted", text: "The judge granted a request made in the case." },
  },
  {
    code: 12455,
    path: "Magistrado › Decisão › Indeferimento",
    pt: { headline: "Pedido negado", text: "O juiz negou um pedido feito no processo. Pode caber recurso." },
    en: { headline: "Request denied", text: "The judge denied a request made in the case. An appeal may be possible." },
  },
  {
    code: 190,
    path: "Magistrado › Decisão › Reforma de decisão anterior",
    pt: { headline: "Juiz reviu a decisão anterior", text: "Uma decisão anterior foi modificada pelo próprio juiz." },
    en: {
      headline: "Judge changed the earlier decision",
      text: "An earlier decision was changed by the judge who made it.",
    },
  },
  {
    code: 1051,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Decurso de Prazo",
    pt: { headline: "Prazo terminou", text: "Acabou o prazo que alguém tinha para se manifestar." },
    en: { headline: "Deadline over", text: "The time somebody had to respond is over." },
  },
  {
    code: 1061,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Disponibilização no Diário da Justiça Eletrônico",
    pt: {
      headline: "Publicado no Diário eletrônico",
      text: "Um ato do processo foi disponibilizado no Diário da Justiça; prazos contam a partir daí.",
    },
    en: {
      headline: "Published in the electronic gazette",
      text: "An act of the case was made available in the court gazette; deadlines count from there.",
    },
  },
  {
    code: 92,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Publicação",
    pt: { headline: "Publicação", text: "Um ato do processo foi publicado oficialmente." },
    en: { headline: "Publication", text: "An act of the case was officially published." },
  },
  {
    code: 123,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Remessa",
    pt: {
      headline: "Processo enviado a outro setor ou tribunal",
      text: "O processo foi remetido (ao tribunal, contador, Ministério Público...). O complemento diz o motivo.",
    },
    en: {
      headline: "Case sent to another office or court",
      text: "The case was sent on (to the court, the accountant, the public prosecutor …). The court's words say why.",
    },
  },
  {
    code: 132,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Recebimento",
    pt: { headline: "Processo recebido", text: "O setor ou tribunal de destino recebeu o processo." },
    en: { headline: "Case received", text: "The office or court it was sent to has received the case." },
  },
  {
    code: 493,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Entrega em carga/vista",
    pt: {
      headline: "Processo com advogado ou outro órgão",
      text: "O processo foi entregue para consulta ou manifestação.",
    },
    en: {
      headline: "Case with a lawyer or another body",
      text: "The case was handed out to be consulted or commented on.",
    },
  },
  {
    code: 12315,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Devolvidos os autos",
    pt: { headline: "Processo devolvido", text: "O processo voltou de onde estava." },
    en: { headline: "Case returned", text: "The case came back from where it was." },
  },
  {
    code: 970,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Audiência",
    pt: {
      headline: "Audiência",
      text: "Há informação sobre audiência (marcada, feita, adiada). Confira data e local com seu advogado.",
    },
    en: {
      headline: "Hearing",
      text: "There is news of a hearing (scheduled, held, postponed). Check date and place with your lawyer.",
    },
  },
  {
    code: 12740,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Audiência › de Conciliação",
    pt: {
      headline: "Audiência de conciliação",
      text: "Encontro para tentar um acordo. Em geral sua presença é importante.",
    },
    en: { headline: "Conciliation hearing", text: "A meeting to try to settle. Your presence usually matters." },
  },
  {
    code: 12752,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Audiência › de Mediação",
    pt: { headline: "Sessão de mediação", text: "Conversa com mediador para tentar um acordo." },
    en: { headline: "Mediation session", text: "A conversation with a mediator to try to settle." },
  },
  {
    code: 12747,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Audiência › Inicial",
    pt: { headline: "Audiência inicial", text: "Primeira audiência do processo (comum na Justiça do Trabalho)." },
    en: { headline: "First hearing", text: "The first hearing of the case (common in the labor courts)." },
  },
  {
    code: 12749,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Audiência › de Instrução",
    pt: { headline: "Audiência de instrução", text: "Audiência para ouvir partes e testemunhas e produzir provas." },
    en: {
      headline: "Evidence hearing",
      text: "A hearing to listen to the parties and witnesses and to gather evidence.",
    },
  },
  {
    code: 12750,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Audiência › de Instrução e Julgamento",
    pt: { headline: "Audiência de instrução e julgamento", text: "Audiência com provas e possível decisão." },
    en: { headline: "Evidence hearing and trial", text: "A hearing with evidence and possibly a decision." },
  },
  {
    code: 12306,
    path: "Magistrado › Decisão › Nomeação › Perito",
    pt: { headline: "Perito nomeado", text: "O juiz escolheu um especialista para fazer a perícia. Aguarde a data." },
    en: {
      headline: "Expert appointed",
      text: "The judge chose a specialist for the expert examination. Wait for the date.",
    },
  },
  {
    code: 25,
    path: "Magistrado › Decisão › Suspensão ou Sobrestamento",
    pt: {
      headline: "Processo suspenso",
      text: "O processo ficou parado por ordem do juiz até acontecer algo (outro julgamento, acordo, prazo).",
    },
    en: {
      headline: "Case suspended",
      text: "The case is on hold by the judge's order until something happens (another judgment, a settlement, a deadline).",
    },
  },
  {
    code: 11025,
    path: "Magistrado › Despacho › Suspensão ou Sobrestamento",
    pt: { headline: "Suspensão determinada", text: "O juiz mandou pausar o processo por um tempo." },
    en: { headline: "Suspension ordered", text: "The judge ordered the case to be paused for a time." },
  },
  {
    code: 898,
    path: "Magistrado › Decisão › Suspensão ou Sobrestamento › Por decisão judicial",
    pt: { headline: "Suspenso por decisão judicial", text: "Uma decisão pausou o andamento." },
    en: { headline: "Suspended by court decision", text: "A decision paused the case." },
  },
  {
    code: 272,
    path: "Magistrado › Decisão › Suspensão ou Sobrestamento › A depender do julgamento de outra causa, de outro juízo ou declaração incidente",
    pt: { headline: "Suspenso à espera de outro julgamento", text: "O caso espera outra decisão da qual depende." },
    en: {
      headline: "Suspended to await another judgment",
      text: "The case waits for another decision on which it depends.",
    },
  },
  {
    code: 219,
    path: "Magistrado › Julgamento › Com Resolução do Mérito › Procedência",
    pt: {
      headline: "Pedido aceito (procedente)",
      text: "A sentença deu razão a quem entrou com a ação. Ainda pode haver recurso.",
    },
    en: {
      headline: "Claim granted",
      text: "The judgment sided with whoever filed the case. An appeal may still be possible.",
    },
    ACTIVE: {
      pt: {
        headline: "Sentença a seu favor (pedido aceito)",
        text: "A sentença deu razão a você, que entrou com a ação. Ainda pode haver recurso.",
      },
      en: {
        headline: "Judgment in your favor (claim granted)",
        text: "The judgment sided with you, who filed the case. An appeal may still be possible.",
      },
    },
    PASSIVE: {
      pt: {
        headline: "Sentença a favor da outra parte (pedido aceito)",
        text: "A sentença deu razão a quem entrou com a ação contra você. Ainda pode haver recurso; seu advogado avalia.",
      },
      en: {
        headline: "Judgment in the other party's favor (claim granted)",
        text: "The judgment sided with whoever filed the case against you. An appeal may still be possible; your lawyer will consider it.",
      },
    },
  },
  {
    code: 221,
    path: "Magistrado › Julgamento › Com Resolução do Mérito › Procedência em Parte",
    pt: { headline: "Pedido aceito em parte", text: "A sentença deu razão apenas em parte. Ainda pode haver recurso." },
    en: {
      headline: "Claim granted in part",
      text: "The judgment sided only in part with whoever filed the case. An appeal may still be possible.",
    },
    ACTIVE: {
      pt: {
        headline: "Sentença em parte a seu favor",
        text: "A sentença aceitou uma parte do que você pediu. Ainda pode haver recurso.",
      },
      en: {
        headline: "Judgment partly in your favor",
        text: "The judgment granted part of what you asked for. An appeal may still be possible.",
      },
    },
    PASSIVE: {
      pt: {
        headline: "Sentença em parte a seu favor",
        text: "A sentença aceitou só uma parte do que pediram contra você. Ainda pode haver recurso.",
      },
      en: {
        headline: "Judgment partly in your favor",
        text: "The judgment granted only part of what was asked for against you. An appeal may still be possible.",
      },
    },
  },
  {
    code: 220,
    path: "Magistrado › Julgamento › Com Resolução do Mérito › Improcedência",
    pt: {
      headline: "Pedido negado (improcedente)",
      text: "A sentença não deu razão a quem entrou com a ação. Ainda pode haver recurso.",
    },
    en: {
      headline: "Claim denied",
      text: "The judgment did not side with whoever filed the case. An appeal may still be possible.",
    },
    ACTIVE: {
      pt: {
        headline: "Sentença contra o seu pedido (improcedente)",
        text: "A sentença não aceitou o que você pediu. Ainda pode haver recurso; seu advogado avalia.",
      },
      en: {
        headline: "Judgment against your claim",
        text: "The judgment did not grant what you asked for. An appeal may still be possible; your lawyer will consider it.",
      },
    },
    PASSIVE: {
      pt: {
        headline: "Sentença a seu favor (pedido negado)",
        text: "A sentença negou o que pediram contra você. Ainda pode haver recurso.",
      },
      en: {
        headline: "Judgment in your favor (claim denied)",
        text: "The judgment denied what was asked for against you. An appeal may still be possible.",
      },
    },
  },
  {
    code: 466,
    path: "Magistrado › Julgamento › Com Resolução do Mérito › Homologação de Transação",
    pt: {
      headline: "Acordo homologado",
      text: "O juiz confirmou o acordo entre as partes; ele passa a valer como decisão.",
    },
    en: {
      headline: "Settlement approved",
      text: "The judge confirmed the settlement between the parties; it now counts as a decision.",
    },
  },
  {
    code: 14099,
    path: "Magistrado › Julgamento › Com Resolução do Mérito › Homologação de Acordo em Execução ou em Cumprimento de Sentença",
    pt: {
      headline: "Acordo homologado na fase de pagamento",
      text: "O acordo sobre o cumprimento da decisão foi confirmado pelo juiz.",
    },
    en: {
      headline: "Settlement approved at the payment stage",
      text: "The settlement on complying with the decision was confirmed by the judge.",
    },
  },
  {
    code: 463,
    path: "Magistrado › Julgamento › Sem Resolução de Mérito › Extinção › Desistência",
    pt: { headline: "Desistência", text: "O processo terminou porque quem entrou com a ação desistiu dele." },
    en: { headline: "Case withdrawn", text: "The case ended because whoever filed it gave it up." },
  },
  {
    code: 454,
    path: "Magistrado › Julgamento › Sem Resolução de Mérito › Extinção › Indeferimento da petição inicial",
    pt: {
      headline: "Petição inicial recusada",
      text: "O juiz encerrou o processo por problema no pedido inicial, sem analisar o direito.",
    },
    en: {
      headline: "Initial petition rejected",
      text: "The judge closed the case because of a problem in the initial petition, without examining the right.",
    },
  },
  {
    code: 459,
    path: "Magistrado › Julgamento › Sem Resolução de Mérito › Extinção › Ausência de pressupostos processuais",
    pt: {
      headline: "Encerrado por falha formal",
      text: "O processo acabou sem análise do direito por faltar um requisito.",
    },
    en: {
      headline: "Closed for a formal defect",
      text: "The case ended without the right being examined because a requirement was missing.",
    },
  },
  {
    code: 458,
    path: "Magistrado › Julgamento › Sem Resolução de Mérito › Extinção › Abandono da causa",
    pt: { headline: "Encerrado por abandono", text: "O processo acabou porque ficou parado por culpa da parte." },
    en: { headline: "Closed as abandoned", text: "The case ended because the party left it standing still." },
  },
  {
    code: 471,
    path: "Magistrado › Julgamento › Com Resolução do Mérito › Pronúncia de Decadência ou Prescrição",
    pt: { headline: "Prescrição ou decadência", text: "O juiz entendeu que o prazo para cobrar o direito passou." },
    en: { headline: "Time limit passed", text: "The judge found that the time to claim the right has passed." },
  },
  {
    code: 198,
    path: "Magistrado › Julgamento › Com Resolução do Mérito › Acolhimento de Embargos de Declaração",
    pt: { headline: "Embargos aceitos", text: "O juiz corrigiu ou esclareceu a decisão a pedido de uma das partes." },
    en: {
      headline: "Motion for clarification accepted",
      text: "The judge corrected or clarified the decision at the request of one of the parties.",
    },
  },
  {
    code: 200,
    path: "Magistrado › Julgamento › Com Resolução do Mérito › Não-Acolhimento de Embargos de Declaração",
    pt: { headline: "Embargos rejeitados", text: "O juiz manteve a decisão como estava, sem esclarecimentos a fazer." },
    en: {
      headline: "Motion for clarification rejected",
      text: "The judge kept the decision as it was, with nothing to clarify.",
    },
  },
  {
    code: 394,
    path: "Magistrado › Decisão › Recebimento › Recurso › Com efeito suspensivo",
    pt: {
      headline: "Recurso recebido e decisão suspensa",
      text: "O recurso foi aceito para exame e a decisão fica parada até o julgamento.",
    },
    en: {
      headline: "Appeal received, decision on hold",
      text: "The appeal was taken for examination and the decision is on hold until it is judged.",
    },
  },
  {
    code: 1059,
    path: "Magistrado › Decisão › Recebimento › Recurso › Sem efeito suspensivo",
    pt: {
      headline: "Recurso recebido, decisão continua valendo",
      text: "O recurso será analisado, mas a decisão já pode produzir efeitos.",
    },
    en: {
      headline: "Appeal received, decision still in force",
      text: "The appeal will be examined, but the decision may already take effect.",
    },
  },
  {
    code: 207,
    path: "Magistrado › Decisão › Não-Admissão",
    pt: {
      headline: "Recurso não admitido",
      text: "O recurso não passou no exame inicial. Seu advogado avalia o próximo passo.",
    },
    en: {
      headline: "Appeal not admitted",
      text: "The appeal did not pass the first examination. Your lawyer will consider the next step.",
    },
  },
  {
    code: 12104,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Pauta › Inclusão em pauta",
    pt: { headline: "Julgamento marcado (pauta)", text: "O recurso entrou na lista de julgamentos do tribunal." },
    en: { headline: "Judgment scheduled", text: "The appeal was put on the court's list of judgments." },
  },
  {
    code: 12105,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Pauta › Inclusão em Pauta de Sessão Virtual",
    pt: { headline: "Julgamento virtual marcado", text: "O recurso será julgado em sessão virtual." },
    en: { headline: "Online judgment scheduled", text: "The appeal will be judged in an online session." },
  },
  {
    code: 12204,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Deliberado em Sessão › Pedido de Vista",
    pt: {
      headline: "Pedido de vista",
      text: "Um julgador pediu mais tempo para analisar; o julgamento continua depois.",
    },
    en: {
      headline: "A judge asked for more time",
      text: "One of the judges asked for more time to examine; the judgment goes on later.",
    },
  },
  {
    code: 12203,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Deliberado em Sessão › Adiado",
    pt: { headline: "Julgamento adiado", text: "O julgamento ficou para outra data." },
    en: { headline: "Judgment postponed", text: "The judgment was put off to another date." },
  },
  {
    code: 12199,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Deliberado em Sessão › Julgado",
    pt: {
      headline: "Julgado em sessão",
      text: "O tribunal julgou o caso em sessão. O resultado vem na decisão escrita.",
    },
    en: {
      headline: "Judged in session",
      text: "The court judged the case in session. The result comes in the written decision.",
    },
  },
  {
    code: 237,
    path: "Magistrado › Julgamento › Com Resolução do Mérito › Provimento",
    pt: { headline: "Recurso aceito (provido)", text: "O tribunal deu razão a quem recorreu." },
    en: { headline: "Appeal granted", text: "The court sided with whoever appealed." },
  },
  {
    code: 238,
    path: "Magistrado › Julgamento › Com Resolução do Mérito › Provimento em Parte",
    pt: { headline: "Recurso aceito em parte", text: "O tribunal deu razão em parte a quem recorreu." },
    en: { headline: "Appeal granted in part", text: "The court sided in part with whoever appealed." },
  },
  {
    code: 239,
    path: "Magistrado › Julgamento › Com Resolução do Mérito › Não-Provimento",
    pt: { headline: "Recurso negado", text: "O tribunal manteve a decisão anterior." },
    en: { headline: "Appeal denied", text: "The court upheld the earlier decision." },
  },
  {
    code: 235,
    path: "Magistrado › Julgamento › Sem Resolução de Mérito › Não Conhecimento de recurso",
    pt: { headline: "Recurso não analisado", text: "O tribunal não examinou o recurso por falta de requisito." },
    en: {
      headline: "Appeal not examined",
      text: "The court did not examine the appeal because a requirement was missing.",
    },
  },
  {
    code: 236,
    path: "Magistrado › Julgamento › Sem Resolução de Mérito › Negação de Seguimento",
    pt: { headline: "Recurso barrado pelo relator", text: "O relator decidiu sozinho que o recurso não segue." },
    en: {
      headline: "Appeal stopped by the reporting judge",
      text: "The reporting judge decided alone that the appeal does not go on.",
    },
  },
  {
    code: 848,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Trânsito em julgado",
    pt: { headline: "Decisão definitiva (trânsito em julgado)", text: "Não cabe mais recurso contra a decisão." },
    en: { headline: "Final decision", text: "No appeal against the decision is possible any more." },
  },
  {
    code: 11384,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Liquidação iniciada",
    pt: { headline: "Cálculo do valor iniciado", text: "Começou a fase de calcular quanto é devido." },
    en: { headline: "Calculation of the amount begun", text: "The stage of calculating how much is owed has begun." },
  },
  {
    code: 11385,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Execução/Cumprimento de Sentença Iniciada (o)",
    pt: {
      headline: "Cobrança da decisão iniciada",
      text: "Começou a fase para fazer cumprir a decisão (pagamento ou obrigação).",
    },
    en: {
      headline: "Enforcement of the decision begun",
      text: "The stage of having the decision carried out (payment or obligation) has begun.",
    },
  },
  {
    code: 14739,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Evolução da Classe Processual",
    pt: {
      headline: "Processo mudou de fase",
      text: "A classe do processo evoluiu (por exemplo, de conhecimento para cumprimento de sentença).",
    },
    en: {
      headline: "Case moved to another stage",
      text: "The class of the case evolved (for example, from trial to enforcement of the judgment).",
    },
  },
  {
    code: 11382,
    path: "Magistrado › Decisão › Determinação › Bloqueio, Penhora ou Arresto",
    pt: {
      headline: "Bloqueio ou penhora determinada",
      text: "O juiz mandou bloquear ou reservar bens ou dinheiro para pagar a dívida.",
    },
    en: {
      headline: "Freezing or seizure ordered",
      text: "The judge ordered assets or money to be frozen or reserved to pay the debt.",
    },
  },
  {
    code: 12457,
    path: "Magistrado › Decisão › Determinação › Expedição de precatório/rpv",
    pt: {
      headline: "Ordem de pagamento pública (precatório/RPV)",
      text: "O juiz mandou expedir a requisição para o poder público pagar.",
    },
    en: {
      headline: "Payment order to public authority",
      text: "The judge ordered the request for the public authority to pay to be issued.",
    },
  },
  {
    code: 196,
    path: "Magistrado › Julgamento › Com Resolução do Mérito › Extinção da execução ou do cumprimento da sentença",
    pt: {
      headline: "Fase de pagamento encerrada",
      text: "A execução terminou, em geral porque a obrigação foi cumprida.",
    },
    en: { headline: "Payment stage closed", text: "The enforcement ended, usually because the obligation was met." },
  },
  {
    code: 245,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Arquivamento › Provisório",
    pt: { headline: "Arquivado provisoriamente", text: "O processo foi guardado por enquanto e pode voltar a andar." },
    en: { headline: "Archived for now", text: "The case was put away for the time being and may go on again." },
  },
  {
    code: 246,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Arquivamento › Definitivo",
    pt: { headline: "Arquivado definitivamente", text: "O processo foi encerrado e guardado." },
    en: { headline: "Archived for good", text: "The case was closed and put away." },
  },
  {
    code: 22,
    path: "Serventuário › Distribuidor › Baixa Definitiva",
    pt: { headline: "Baixa definitiva", text: "O processo saiu da lista de casos ativos daquele setor ou tribunal." },
    en: {
      headline: "Removed from the active list",
      text: "The case left the list of active cases of that office or court.",
    },
  },
  {
    code: 893,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Desarquivamento",
    pt: { headline: "Desarquivado", text: "O processo voltou a ficar disponível para andar ou consultar." },
    en: { headline: "Taken out of the archive", text: "The case is available again, to go on or to be consulted." },
  },
  {
    code: 849,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Reativação",
    pt: { headline: "Processo reativado", text: "Um processo encerrado ou parado voltou a andar." },
    en: { headline: "Case reopened", text: "A case that was closed or standing still goes on again." },
  },
  {
    code: 12142,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Mudança de Parte",
    pt: { headline: "Mudança de parte", text: "Houve alteração de quem participa do processo." },
    en: { headline: "Change of party", text: "There was a change in who takes part in the case." },
  },
  {
    code: 14732,
    path: "Serventuário › Escrivão/Diretor de Secretaria/Secretário Jurídico › Conversão de Autos Físicos em Eletrônicos",
    pt: { headline: "Processo digitalizado", text: "O processo em papel passou a ser eletrônico." },
    en: { headline: "Case digitized", text: "The case on paper became electronic." },
  },
];

/** Codes that stand under one of the table's, by the one they stand under. What has no words of its own has that one's. */
const under: readonly (readonly [parent: number, codes: readonly number[]])[] = [
  [12284, [12285, 12286, 15721, 15726, 15727]],
  [12286, [12287, 12288, 15246, 15548]],
  [67, [85, 581]],
  [11010, [12449]],
  [
    970,
    [
      12624, 12739, 12740, 12741, 12742, 12743, 12744, 12745, 12746, 12747, 12749, 12750, 12751, 12752, 12753, 14096,
      15045, 15049, 15050, 15188, 15427, 15569,
    ],
  ],
  [12744, [15237]],
  [12747, [12748]],
  [
    25,
    [
      263, 264, 265, 268, 270, 271, 272, 275, 276, 277, 278, 279, 898, 947, 960, 971, 11975, 12098, 12099, 12100, 12259,
      14968, 14969, 14970, 14971, 14972, 14973, 15067, 15204, 15247, 15248, 15413, 15415, 15425,
    ],
  ],
  [11025, [11012, 11013, 11014, 11015, 11016, 11017, 11018, 15009, 15238]],
  [207, [432, 433, 434, 12095, 12097, 12427, 12456, 15059, 15060, 15183]],
  [12104, [12108, 12110, 12111, 12114, 12115]],
  [12105, [12107, 12109, 12112, 12113, 12116]],
  [12199, [12200, 12201, 12202, 12212]],
];

/** The code that each code stands under. */
export const parentOf: ReadonlyMap<number, number> = new Map(
  under.flatMap(([parent, codes]) => codes.map((code): [number, number] => [code, parent])),
);

/** Of these the words of what they stand under would be wrong: service that failed, a session that judged something else. */
export const unexplained: ReadonlySet<number> = new Set([
  15246, 15548, 15727, 12095, 12097, 12111, 12112, 12113, 12114, 12201, 12202, 12212,
]);
