// Letters leave the house here: to a mail server, or as files in a folder when there is none.
import { createHash, randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport, type NodemailerError, type SendMailOptions } from "nodemailer";
import { hasEncodedWord } from "./text.ts";

export interface Letter {
  /** With its angle brackets, `<id@domain>`. Sent again, a letter keeps it. */
  messageId: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** Where a POST ends letters of this kind (RFC 8058). */
  unsubscribe?: string;
}

export interface Post {
  /** Where the letter lies, or null when a mail server took it. */
  send(letter: Letter): Promise<{ file: string | null }>;
  close(): Promise<void>;
}

/** The mail server refused this recipient or this letter for good; trying again is of no use. */
export class Undeliverable extends Error {
  override name = "Undeliverable";
}

interface Options {
  /** `smtp://user:password@host:port` (`?requireTLS=true` refuses to go on in the clear) or `smtps://…`. */
  smtpUrl: string | null;
  from: string;
  folder: string;
}

export function openPost({ smtpUrl, from, folder }: Options): Post {
  refuseHidden("sender", from);
  return smtpUrl ? throughServer(smtpUrl, from) : intoFolder(folder, from);
}

function throughServer(url: string, from: string): Post {
  const transport = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    dnsTimeout: 10_000,
  });
  return {
    async send(letter) {
      const message = compose(letter, from);
      try {
        // A server that answers a little at a time would never be idle.
        await transport.sendMail({ ...message, signal: AbortSignal.timeout(60_000) });
      } catch (error) {
        throw explain(error as NodemailerError);
      }
      return { file: null };
    },
    async close() {
      transport.close();
    },
  };
}

function intoFolder(folder: string, from: string): Post {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return {
    async send(letter) {
      const { message } = await transport.sendMail(compose(letter, from));
      const file = join(folder, fileName(letter.messageId));
      const unfinished = join(folder, `.${randomUUID()}.unfinished`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      try {
        await writeFile(unfinished, message as Buffer, { mode: 0o600, flag: "wx" });
        await rename(unfinished, file);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
      return { file };
    },
    async close() {},
  };
}

function compose({ messageId, to, subject, text, html, unsubscribe }: Letter, from: string): SendMailOptions {
  refuseHidden("recipient's name", to.name);
  refuseHidden("subject", subject);
  // Stricter than the standard: no quoted names before the @, no groups, no routes.
  if (!/^[^\s\p{Cc}<>()[\]\\,;:"@]+@[^\s\p{Cc}<>()[\]\\,;:"@]+$/u.test(to.address)) {
    throw new Error("The recipient's address is not one plain address.");
  }
  if (!/^<[\x21-\x3b\x3d\x3f\x41-\x7e]+@[\x21-\x3b\x3d\x3f\x41-\x7e]+>$/.test(messageId)) {
    throw new Error("The Message-ID is not of the form <id@domain>.");
  }
  return {
    messageId,
    from,
    // As an object: a string would be parsed, and a name with commas or angle brackets would become recipients.
    to: { name: to.name, address: to.address },
    subject,
    text: String(text),
    html: String(html),
    headers: {
      "Auto-Submitted": "auto-generated",
      ...(unsubscribe
        ? {
            "List-Unsubscribe": { prepared: true, value: `<${new URL(unsubscribe).href}>` },
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          }
        : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function refuseHidden(what: string, text: string) {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) throw new Error(`The ${what} contains control characters.`);
  if (hasEncodedWord(text)) throw new Error(`The ${what} contains an encoded word.`);
}

// Legible, and still one file per Message-ID where the system folds upper case or where characters were replaced.
function fileName(messageId: string): string {
  const legible = messageId
    .slice(1, -1)
    .replaceAll(/[^A-Za-z0-9@-]+/g, "_")
    .slice(0, 80);
  return `${legible}-${createHash("sha256").update(messageId).digest("hex").slice(0, 16)}.eml`;
}

// Refused credentials or a refused sender are the house's own trouble and pass; a refused recipient or letter does not.
function explain(error: NodemailerError): Error {
  const final = error.permanent && (error.command === "RCPT TO" || error.command === "DATA");
  return final
    ? new Undeliverable(`The mail server refused the letter for good (${error.responseCode}).`, { cause: error })
    : new Error(`The mail server did not take the letter (${error.responseCode ?? error.code}).`, { cause: error });
}
