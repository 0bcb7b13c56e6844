// How a client comes in, step by step: told in letters with its own links, and in the guide that a firm prints or sends.
import { type AccessType, type Channel, channelsOf, type Plan } from "../../access/channels.ts";
import type { AppPlatform, AppStore } from "./firm.ts";
import { type Line, moment } from "./letter.ts";

export interface Step extends Line {
  /** Where it can be done, when there are several places. */
  readonly places?: readonly Required<Line>[];
}

/** One way in: what it is, and its steps in their order. */
export interface Way {
  readonly title: string;
  readonly steps: readonly Step[];
}

export interface InBoth<Words> {
  readonly portuguese: Words;
  readonly english: Words;
}

/** What a firm says of itself and its portal. */
export interface Presented {
  readonly name: string;
  readonly plan: Plan;
  readonly portalName?: string | null | undefined;
  readonly portalWebUrl?: string | null | undefined;
  readonly portalStores: readonly AppStore[];
}

/** What was mailed to one client. */
export interface Mailed {
  readonly email: string;
  readonly open: string | null;
  readonly password: { readonly link: string; readonly until: Date } | null;
}

/** Every way that an access of a type has today: for one client those that its letter opens, or for all in words of the letter. */
export function waysIn(type: AccessType, firm: Presented, mailed: Mailed | null): InBoth<Way[]> {
  const ways: InBoth<Way>[] = [];
  for (const { channel, credential, available } of channelsOf(type, firm.plan)) {
    if (!available) continue;
    if (credential === "LINK" && (!mailed || mailed.open)) ways.push(byLink(firm, mailed?.open ?? null));
    if (credential === "PASSWORD" && (!mailed || mailed.password)) ways.push(byPassword(firm, channel, mailed));
  }
  return { portuguese: ways.map((way) => way.portuguese), english: ways.map((way) => way.english) };
}

/** The ways as paragraphs of a letter, each step with its number. */
export const asLines = (ways: readonly Way[]): Line[] =>
  ways.flatMap(({ title, steps }) => [
    { text: `${title}:` },
    ...steps.flatMap(({ places = [], ...step }, at) => [{ ...step, text: `${at + 1}. ${step.text}` }, ...places]),
  ]);

export const invitationSubject = ({ name }: Pick<Presented, "name">): string => `${name}: acompanhe seus processos`;

function byLink(firm: Presented, link: string | null): InBoth<Way> {
  const { portuguese, english } = inTheMail(firm);
  return {
    portuguese: {
      title: "Pelo navegador, sem senha",
      steps: [
        ...(link
          ? [{ text: "Abra este link. Ele é só seu: não o repasse.", link }]
          : [portuguese, { text: "Abra o link que está nela para ver seus processos. Ele é só seu: não o repasse." }]),
        { text: "Na página que se abre, toque em “Ver meus processos”." },
        { text: "Guarde o e-mail: com o mesmo link você volta a ver seus processos." },
      ],
    },
    english: {
      title: "In the browser, without a password",
      steps: [
        ...(link
          ? [{ text: "Open this link. It is yours alone: do not pass it on.", link }]
          : [english, { text: "Open the link in it to see your processes. It is yours alone: do not pass it on." }]),
        { text: "On the page that opens, tap “See my processes”." },
        { text: "Keep the e-mail: the same link shows you your processes again." },
      ],
    },
  };
}

function byPassword(firm: Presented, channel: Channel, mailed: Mailed | null): InBoth<Way> {
  const password = settingIt(firm, mailed?.password ?? null);
  const door = channel === "APP" ? app(firm) : browser(firm);
  const [mine, its] = mailed
    ? [`o e-mail ${mailed.email}`, `the e-mail ${mailed.email}`]
    : ["o e-mail em que recebeu o convite", "the e-mail that the invitation came to"];
  return {
    portuguese: {
      title: channel === "APP" ? "No aplicativo, com e-mail e senha" : "Pelo navegador, com e-mail e senha",
      steps: [...password.portuguese, door.portuguese, { text: `Entre com ${mine} e a sua senha.` }],
    },
    english: {
      title: channel === "APP" ? "In the app, with e-mail and password" : "In the browser, with e-mail and password",
      steps: [...password.english, door.english, { text: `Sign in with ${its} and your password.` }],
    },
  };
}

function settingIt(firm: Presented, password: Mailed["password"]): InBoth<Step[]> {
  const { portuguese, english } = inTheMail(firm);
  // Whether there is a password already is nobody's to know but its owner's: so it is said to all.
  const [ifSet, ifThere] = [
    "Se você já tem uma senha, ela continua a mesma: pule este passo.",
    "If you have a password already, it stays as it is: skip this step.",
  ];
  if (!password)
    return {
      portuguese: [portuguese, { text: `Abra o link que está nela para criar sua senha, em até 7 dias. ${ifSet}` }],
      english: [english, { text: `Open the link in it to set your password, within 7 days. ${ifThere}` }],
    };
  const { link, until } = password;
  const end = moment(until);
  return {
    portuguese: [{ text: `Crie sua senha neste link até ${end.portuguese}. ${ifSet}`, link }],
    english: [{ text: `Set your password at this link until ${end.english}. ${ifThere}`, link }],
  };
}

function app({ name, portalStores }: Presented): InBoth<Step> {
  if (portalStores.length === 0)
    return {
      portuguese: { text: `Abra o aplicativo que o escritório ${name} indicar.` },
      english: { text: `Open the app that the law firm ${name} names to you.` },
    };
  const places = portalStores.map(({ platform, name: app, url }) => ({
    text: `${platforms[platform]}: ${app}`,
    link: url,
  }));
  return {
    portuguese: { text: "Instale o aplicativo, que é gratuito, e abra-o:", places },
    english: { text: "Install the app, which is free, and open it:", places },
  };
}

function browser({ name, portalName, portalWebUrl: link }: Presented): InBoth<Step> {
  if (!link)
    return {
      portuguese: { text: `Abra no navegador o endereço que o escritório ${name} indicar.` },
      english: { text: `In your browser, open the address that the law firm ${name} names to you.` },
    };
  return {
    portuguese: { text: `Abra no navegador o portal ${portalName ?? name}:`, link },
    english: { text: `In your browser, open the portal ${portalName ?? name}:`, link },
  };
}

const inTheMail = (firm: Presented): InBoth<Step> => ({
  portuguese: {
    text: `Procure no seu e-mail a mensagem “${invitationSubject(firm)}”. Se ela não está na caixa de entrada, olhe nas pastas de spam e de promoções.`,
  },
  english: {
    text: `Look in your e-mail for the message “${invitationSubject(firm)}”. If it is not in the inbox, look into the spam and promotions folders.`,
  },
});

const platforms: Record<AppPlatform, string> = { ANDROID: "Android", IOS: "iPhone · iPad" };
