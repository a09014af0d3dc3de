import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import type { MailConfig } from '../config.ts';

/** A plain text mail. `messageId`: a UUID that is the same whenever the same mail is tried. */
export type Mail = { messageId: string; recipient: string; subject: string; body: string };

/**
 * What became of a try. `away`: no mail would go now (nobody answers, our settings are wrong); `later`: this mail may
 * another time; `never`: this mail is refused for good. `why` has codes alone, no address and no words.
 */
export type Delivery = { outcome: 'sent' } | { outcome: 'away' | 'later' | 'never'; why: DeliveryTrouble };
export type DeliveryTrouble = { code?: string; response?: number; command?: string };

export type MailTransport = {
  deliver(mail: Mail): Promise<Delivery>;
  close(): void;
};

/** A mail server that says nothing is left after so long, whatever it was about to do. */
const PATIENCE = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  dnsTimeout: 10_000,
};

export function mailTransport(config: MailConfig): MailTransport {
  return config.kind === 'smtp' ? smtpTransport(config) : fileTransport(config);
}

function smtpTransport({ url, from }: Extract<MailConfig, { kind: 'smtp' }>): MailTransport {
  // Options in the URL, such as ?requireTLS=true, are the operator's; it never logs.
  const transport = createTransport({ url, ...PATIENCE, logger: false });
  return {
    async deliver(mail) {
      try {
        await transport.sendMail(message(mail, from));
        return { outcome: 'sent' };
      } catch (error) {
        return refusalOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** Each mail as a file: `.eml`, whole or not there. */
function fileTransport({ folder, from }: Extract<MailConfig, { kind: 'files' }>): MailTransport {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return {
    async deliver(mail) {
      const { message: bytes } = await transport.sendMail(message(mail, from));
      const file = path.join(folder, `${mail.messageId}.eml`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(`${file}.part`, bytes, { mode: 0o600 });
      await rename(`${file}.part`, file);
      return { outcome: 'sent' };
    },
    close: () => {},
  };
}

function message({ messageId, recipient, subject, body }: Mail, from: string) {
  const host = /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    from,
    // As an object: a comma or a bracket in an address is never read as a second one.
    to: { name: '', address: recipient },
    subject,
    text: body,
    messageId: `<${messageId}@${host}>`,
    // Away-messages need no answer.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/**
 * Only the recipient or the message itself can be refused for good. That we may not sign in or that our own address
 * is unwanted (MAIL FROM) is the operator's to mend, and loses nothing meanwhile.
 */
function refusalOf(error: unknown): Delivery {
  const { code, responseCode, command } = error as { code?: string; responseCode?: number; command?: string };
  const why = { code, response: responseCode, command: command?.split(' ', 2).join(' ') };
  const aboutTheMail =
    (code === 'EENVELOPE' && (command === 'RCPT TO' || command === 'API')) || code === 'EMESSAGE';
  if (!aboutTheMail) return { outcome: 'away', why };
  const forGood = command === 'API' || (responseCode !== undefined && responseCode >= 500);
  return { outcome: forGood ? 'never' : 'later', why };
}
