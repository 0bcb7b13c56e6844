import { sql } from "kysely";
import type { Channel } from "../../access/channels.ts";
import type { Asking } from "../../platform/subgraph.ts";
import type { Text } from "../../platform/text.ts";
import { questions } from "./tables.ts";
import type { VisibilityExplanation, VisibilityRule } from "./visibility-explanation.type.ts";

interface Verdict {
  readonly rule: VisibilityRule;
  readonly passed: boolean;
  readonly reason: string;
}

/** Asks the rule why a client sees a process or not, and puts it into words. Null for what is not there or not the firm's. */
export async function explainVisibility(
  asking: Asking,
  accessId: string,
  processId: string,
  channel: Channel,
): Promise<VisibilityExplanation | null> {
  const [verdicts] = await asking.read(
    questions
      .selectFrom(
        sql<Verdict>`access.explain(${accessId}::uuid, ${processId}::uuid, ${channel}::text)`.as<"e">(
          sql`e (rule, passed, reason)`,
        ),
      )
      .selectAll(),
  );
  if (verdicts.length === 0) return null;
  return {
    // Whoever inherits need not be a party.
    visible: verdicts.every(({ rule, passed }) => passed || rule === "PARTY"),
    checks: verdicts.map(({ rule, passed, reason }) => ({
      rule,
      passed,
      detail: reasons[rule][reason]?.[asking.request.language] ?? "",
    })),
  };
}

/** What each reason of access.explain means to an admin. */
export const reasons: Readonly<Record<VisibilityRule, Readonly<Record<string, Text>>>> = {
  ACCESS_ACTIVE: {
    ACTIVE: { pt: "O acesso está ativo.", en: "The access is active." },
    INVITED: {
      pt: "O acesso foi concedido e o convite ainda não foi aceito: vale a partir da primeira entrada.",
      en: "The access was granted and its invitation has not been accepted yet: it counts from the first visit.",
    },
    REVOKED: { pt: "O acesso foi removido.", en: "The access was removed." },
  },
  PARTY: {
    CLIENT: {
      pt: "O contato é parte deste processo, no papel de cliente.",
      en: "The contact is a party to this process, in the role of client.",
    },
    OTHER_ROLE: {
      pt: "O contato está neste processo em outro papel; só o papel de cliente dá acesso.",
      en: "The contact is in this process in another role; only the role of client lets in.",
    },
    NO_PARTY: { pt: "O contato não é parte deste processo.", en: "The contact is no party to this process." },
  },
  INHERITED: {
    NOT_NEEDED: {
      pt: "Não é preciso herdar: o contato é cliente no próprio processo.",
      en: "Nothing needs to be inherited: the contact is a client in the process itself.",
    },
    FROM_ORIGINAL: {
      pt: "É recurso ou desdobramento de um processo em que o contato é cliente, e não tem cliente próprio.",
      en: "It is an appeal or offshoot of a process in which the contact is a client, and has no client of its own.",
    },
    OWN_CLIENT: {
      pt: "O processo tem cliente próprio, que não é este contato: nada é herdado.",
      en: "The process has a client of its own, who is not this contact: nothing is inherited.",
    },
    ORIGINAL_NOT_REACHED: {
      pt: "É recurso ou desdobramento de um processo em que o contato também não é cliente.",
      en: "It is an appeal or offshoot of a process in which the contact is no client either.",
    },
    ATTACHMENT: {
      pt: "Está apenas anexado ou apensado a outro processo, e isso não dá acesso.",
      en: "It is only attached to another process, which lets nobody in.",
    },
    NO_ORIGINAL: {
      pt: "Não é recurso nem desdobramento de outro processo: não há de quem herdar.",
      en: "It is no appeal or offshoot of another process: there is nothing to inherit from.",
    },
  },
  TEAM_INCLUDED: {
    NOT_NEEDED: {
      pt: "O processo não é restrito à equipe: não é preciso incluir processos de equipe.",
      en: "The process is not restricted to its team: team processes need not be included.",
    },
    INCLUDED: {
      pt: "O processo, ou o de que herda, é restrito à equipe, e o acesso inclui processos de equipe.",
      en: "The process, or the one it inherits from, is restricted to its team, and the access includes team processes.",
    },
    NOT_INCLUDED: {
      pt: "O processo, ou o de que herda, é restrito à equipe, e o acesso não inclui processos de equipe.",
      en: "The process, or the one it inherits from, is restricted to its team, and the access does not include team processes.",
    },
  },
  PRIVATE_INCLUDED: {
    NOT_NEEDED: {
      pt: "O processo não é privado: não é preciso incluir processos privados.",
      en: "The process is not private: private processes need not be included.",
    },
    INCLUDED: {
      pt: "O processo, ou o de que herda, é privado, e o acesso inclui processos privados.",
      en: "The process, or the one it inherits from, is private, and the access includes private processes.",
    },
    NOT_INCLUDED: {
      pt: "O processo, ou o de que herda, é privado, e o acesso não inclui processos privados.",
      en: "The process, or the one it inherits from, is private, and the access does not include private processes.",
    },
  },
  SECRECY: {
    NOT_SECRET: {
      pt: "O processo não está em segredo de justiça.",
      en: "The process is not in segredo de justiça.",
    },
    PASSWORD: {
      pt: "O processo, ou o de que herda, está em segredo de justiça, e o cliente entra com senha neste canal.",
      en: "The process, or the one it inherits from, is in segredo de justiça, and the client comes in with a password on this channel.",
    },
    LINK: {
      pt: "O processo, ou o de que herda, está em segredo de justiça, e neste canal o cliente entra por um link, sem senha.",
      en: "The process, or the one it inherits from, is in segredo de justiça, and on this channel the client comes in by a link, without a password.",
    },
    NO_CHANNEL: {
      pt: "O processo, ou o de que herda, está em segredo de justiça, e o acesso não abre este canal.",
      en: "The process, or the one it inherits from, is in segredo de justiça, and the access does not open this channel.",
    },
  },
  CHANNEL: {
    LINK: {
      pt: "O acesso abre este canal por um link, sem senha.",
      en: "The access opens this channel by a link, without a password.",
    },
    PASSWORD: {
      pt: "O acesso abre este canal com e-mail e senha.",
      en: "The access opens this channel with e-mail and password.",
    },
    TYPE: { pt: "O tipo do acesso não abre este canal.", en: "The access's type does not open this channel." },
    PLAN: { pt: "O plano do escritório não inclui este canal.", en: "The firm's plan does not include this channel." },
  },
};
