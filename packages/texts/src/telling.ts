import type { MailChoice, NoticeView } from '@delaktig/domain';
import { noticePath } from '@delaktig/domain';
import { count, sentence } from './format.ts';
import { noticeTold } from './threads.ts';

/** Something that a mail tells. `said`: what was said and by whom, where mails may hold it. */
export type ToldNotice = NoticeView & { said: { who: string; words: string } | null };

type MailParts = {
  greeting: string;
  /** Without a slash at the end. */
  origin: string;
  /** All of one place, or a summary. */
  notices: readonly ToldNotice[];
};

const choices: Record<MailChoice, { name: string; means: string }> = {
  'at-once': {
    name: 'Genast',
    means: 'De första tre på dagen kommer ett och ett, sedan en sammanfattning på morgonen.',
  },
  daily: { name: 'En sammanfattning om dagen', means: 'Klockan sju på morgonen, när något har hänt.' },
  none: { name: 'Inga mejl', means: 'Allt står ändå i inkorgen.' },
};

const reportLine = ({ report, unit }: ToldNotice) => `${report}, ${unit}`;
const sectionOf = ({ section }: ToldNotice) => section ?? '';

/** "Du är nämnd i en kommentar": each thing once. */
function toldOf(notices: readonly ToldNotice[]): string[] {
  return [...new Set(notices.map(noticeTold))];
}

function saidOf(notices: readonly ToldNotice[]): string[] {
  const said = notices.flatMap((notice) => (notice.said === null ? [] : [notice.said]));
  return [...new Set(said.map(({ who, words }) => `${who}:\n${quoted(words)}`))];
}

/** As mail has quoted what others write since long before us. Mail begins a line at a bare carriage return too. */
function quoted(words: string): string {
  return words
    .split(/\r\n|\r|\n/)
    .map((line) => `> ${line}`)
    .join('\n');
}

function byKey(notices: readonly ToldNotice[], keyOf: (notice: ToldNotice) => string): ToldNotice[][] {
  const groups = new Map<string, ToldNotice[]>();
  for (const notice of notices) groups.set(keyOf(notice), [...(groups.get(keyOf(notice)) ?? []), notice]);
  return [...groups.values()];
}

/** One place: what happened there, where it is, and the way to it. */
function placeLines(notices: readonly ToldNotice[], origin: string): string[] {
  const [first] = notices;
  if (first === undefined) return [];
  const section = sectionOf(first);
  return [
    toldOf(notices).join('. '),
    ...(section === '' ? [] : [`Avsnitt: ${section}`]),
    ...saidOf(notices),
    `${origin}${noticePath(first)}`,
  ];
}

function mail({ greeting, origin, notices }: MailParts): { subject: string; body: string } {
  const places = byKey(notices, noticePath);
  const reports = byKey(notices, ({ reportId }) => reportId);
  const [first] = notices;
  const isOne = places.length === 1 && first !== undefined;
  const subject = isOne
    ? `${toldOf(notices)[0]} · ${first.report}`
    : `${sentence(count(places.length, 'sak är ny', 'saker är nya'))} för dig i Delaktig`;
  const parts = reports.flatMap((own) => [
    own[0] === undefined ? '' : reportLine(own[0]),
    ...byKey(own, noticePath).map((place) => placeLines(place, origin).join('\n')),
  ]);
  const foot = `Du får det här mejlet från Delaktig. Vill du ha färre mejl, eller inga alls, väljer du det på Mitt konto:\n${origin}/konto#mejl`;
  return { subject, body: `${[greeting, ...parts, foot].join('\n\n')}\n` };
}

/** Mails about comments, and the choice of them. */
export const telling = {
  mail,
  choice: {
    heading: 'Mejl om kommentarer',
    lead: 'Vill du få mejl när någon svarar, nämner dig eller när ett avsnitt väntar på dig?',
    choices,
    quiet: 'Inga mejl mellan 20 och 07',
    quietMore: 'Det som händer då kommer klockan sju.',
    act: 'Ändra mina mejl',
    busy: 'Ändrar …',
    done: 'Ditt val gäller från och med nu.',
    noAddress:
      'Du har ingen e-postadress här, så du får inga mejl. Allt står i inkorgen. Vill du ha mejl, be förvaltningens administratör lägga till din adress.',
    noMail: 'Den här installationen skickar ingen e-post. Allt står i inkorgen.',
    more: 'I mejlen står vad som har hänt och var, aldrig vad någon har skrivit utan namn.',
  },
  administration: {
    nav: 'Mejl',
    say: 'Får mejlen innehålla det som står i kommentarerna?',
    options: {
      off: {
        name: 'Nej, bara vad som har hänt och var',
        means: 'Den som får mejlet loggar in och läser kommentaren här.',
      },
      on: {
        name: 'Ja, mejlen får innehålla kommentarernas text',
        means:
          'Texten lämnar Delaktig och ligger kvar i mottagarnas e-post. Det som skrivs utan namn och det som är dolt är aldrig med.',
      },
    },
    legend: 'Texten i mejlen',
    act: 'Ändra',
  },
};
