// A mail server on loopback that does as it is told, and keeps what it took.
import type { AddressInfo } from "node:net";
import { domainToASCII } from "node:url";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/** How it meets a letter. */
type Manners =
  | "takes it"
  | "never greets"
  | "takes it and falls silent"
  | "takes it and hangs up"
  /** With a reply code to the recipient, or to the letter. */
  | { readonly recipient: number }
  | { readonly letter: number };

export interface TakenMail extends Email {
  /** Whom the envelope names. */
  readonly recipients: readonly string[];
  readonly raw: string;
}

export class MailServer {
  manners: Manners = "takes it";
  /** Everything it was given whole, in order, whether or not the sender was told so. */
  readonly mails: TakenMail[] = [];
  /** How many came to it. */
  visits = 0;
  /** Whom it was asked to take a letter for, each time. */
  readonly asked: string[] = [];
  private server: SMTPServer | undefined;
  private port = 0;

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async up(): Promise<void> {
    const server = this.listener();
    this.server = server;
    await new Promise<void>((resolve) => {
      const socket = server.listen(this.port, "127.0.0.1", () => {
        this.port = (socket.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  /** Gone: whoever comes finds nobody, and whoever is here is cut off. */
  async down(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    const gone = new Promise<void>((resolve) => server.close(() => resolve()));
    this.hangUp(server);
    await gone;
  }

  to(address: string): TakenMail[] {
    return this.mails.filter(({ recipients }) => recipients.includes(address));
  }

  private hangUp(server: SMTPServer): void {
    for (const connection of server.connections as Set<{ _socket: { destroy(): void } }>) connection._socket.destroy();
  }

  private listener(): SMTPServer {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      logger: false,
      onConnect: (_, greet) => {
        this.visits += 1;
        if (this.manners !== "never greets") greet();
      },
      onRcptTo: ({ address }, _, done) => {
        this.asked.push(onTheWire(address));
        done(refusal(typeof this.manners === "object" && this.manners));
      },
      onData: (stream, session, done) => {
        const { manners } = this;
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", async () => {
          if (typeof manners === "object" && "letter" in manners) return done(reply(manners.letter));
          const raw = Buffer.concat(chunks);
          const recipients = session.envelope.rcptTo.map(({ address }) => onTheWire(address));
          this.mails.push({ ...(await PostalMime.parse(raw)), recipients, raw: raw.toString("utf8") });
          if (manners === "takes it and hangs up") return this.hangUp(server);
          if (manners !== "takes it and falls silent") done();
        });
      },
    });
    server.on("error", () => {});
    return server;
  }
}

/** The library tells a domain as it reads, and not as it came. */
const onTheWire = (address: string): string => {
  const [domain = "", ...before] = address.split("@").reverse();
  return [...before.reverse(), domainToASCII(domain)].join("@");
};

const refusal = (manners: object | false): Error | null =>
  manners && "recipient" in manners ? reply(manners.recipient as number) : null;

const reply = (responseCode: number): Error =>
  Object.assign(new Error("<somebody@inside.example> no, says mx7.inside.example"), { responseCode });
