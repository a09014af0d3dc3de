import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export type ReceivedMail = { from: string; to: string[]; data: string };

/** What the server says to a command: a line such as "550 5.1.1 no such user"; undefined for yes. */
export type Objection = (command: 'MAIL' | 'RCPT' | 'DATA' | 'END', argument: string) => string | undefined;

/** A mail server of the least kind (RFC 5321, no TLS, no sign-in) on loopback, closed when the test ends. */
export async function smtpServer({
  port = 0,
  objects = () => undefined,
}: {
  port?: number;
  objects?: Objection;
} = {}) {
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    converse(socket, objects, (mail) => mails.push(mail));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(close);
  return { mails, port: typeof address === 'object' && address ? address.port : 0, close };
}

function converse(socket: Socket, objects: Objection, take: (mail: ReceivedMail) => void): void {
  let mail: ReceivedMail = { from: '', to: [], data: '' };
  let inData = false;
  let unread = '';
  const say = (line: string) => socket.write(`${line}\r\n`);
  const heard = (line: string) => {
    const command = line.slice(0, 4).toUpperCase();
    const argument = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if (command === 'EHLO' || command === 'HELO') return say('250 brev.example');
    if (command === 'QUIT') return socket.end('221 hej\r\n');
    if (command === 'RSET') return say('250 ok');
    if (command !== 'MAIL' && command !== 'RCPT' && command !== 'DATA') return say('502 nej');
    const objection = objects(command, argument);
    if (objection !== undefined) return say(objection);
    if (command === 'MAIL') mail = { from: argument, to: [], data: '' };
    if (command === 'RCPT') mail.to.push(argument);
    if (command === 'DATA') inData = true;
    say(inData ? '354 skriv' : '250 ok');
  };
  socket.on('data', (chunk) => {
    unread += chunk.toString('utf8');
    for (;;) {
      const end = inData ? '\r\n.\r\n' : '\r\n';
      const at = unread.indexOf(end);
      if (at < 0) return;
      const part = unread.slice(0, at);
      unread = unread.slice(at + end.length);
      if (!inData) heard(part);
      else {
        inData = false;
        const objection = objects('END', mail.to[0] ?? '');
        if (objection === undefined) take({ ...mail, data: part });
        say(objection ?? '250 tack');
      }
    }
  });
  say('220 brev.example');
}

/** The text of a mail as it was written, out of quoted-printable or base64. */
export function textOf(data: string): string {
  const [head = '', ...rest] = data.replaceAll('\r\n', '\n').split('\n\n');
  const body = rest.join('\n\n');
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body;
  const bytes = body
    .replaceAll('=\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
