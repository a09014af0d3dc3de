import type { NoticeKind, NoticeView, OutcomeKind, QuickAnswer, Reaction, Role } from '@delaktig/domain';
import { count, formatDate, formatNumber, sentence } from './format.ts';
import { shownName } from './shown-name.ts';

const quoted = (words: string) => `”${words}”`;
const comments = (n: number) => (n === 1 ? '1 kommentar' : `${formatNumber(n)} kommentarer`);
const unanswered = (n: number) => (n === 1 ? '1 obesvarad' : `${formatNumber(n)} obesvarade`);
const unread = (n: number) => (n === 1 ? '1 oläst' : `${formatNumber(n)} olästa`);

const outcomes: Record<OutcomeKind, string> = {
  changed: 'Ändrat',
  'not-changed': 'Inte ändrat, därför …',
  'next-plan': 'Till planen',
  negotiation: 'Till samverkan eller riskbedömning',
  'other-process': 'Hör till avvikelse, lex Sarah eller IA',
  answered: 'Besvarat',
};

/** The question as each of them is answered in words. */
const outcomeAsks: Record<OutcomeKind, string> = {
  changed: 'Vad har ändrats?',
  'not-changed': 'Varför ändras det inte?',
  'next-plan': 'Vad tas med till planen?',
  negotiation: 'Var och när tas det upp?',
  'other-process': 'Var ska det rapporteras?',
  answered: 'Ditt svar',
};

const outcomeMeans: Record<OutcomeKind, string> = {
  changed: 'Texten eller siffran är ändrad efter kommentaren.',
  'not-changed': 'Det står kvar som det är, och den som frågade får veta varför.',
  'next-plan': 'Det hör till nästa plan och tas med dit.',
  negotiation: 'Det tas upp i samverkan eller i en riskbedömning.',
  'other-process':
    'Det ska rapporteras för sig, i avvikelsesystemet eller i IA, eller som lex Sarah till den som tar emot sådana hos er. En kommentar här är ingen rapport.',
  answered: 'Frågan är besvarad, och inget behöver ändras.',
};

const quickAnswers: Record<QuickAnswer, string> = {
  true: 'Stämmer',
  'not-here': 'Stämmer inte hos oss',
  'not-understood': 'Jag förstår inte',
};

const reactions: Record<Reaction, string> = { agree: 'Håller med', thanks: 'Tack' };

const noticeKinds: Record<Exclude<NoticeKind, 'last-day'>, string> = {
  mention: 'Du är nämnd i en kommentar',
  reply: 'Nytt svar på en kommentar som du är med i',
  outcome: 'Din kommentar är besvarad',
  reopened: 'En kommentar är öppnad igen',
  returned: 'Ett avsnitt är tillbaka hos dig',
  'to-answer': 'En kommentar väntar på svar',
  waiting: 'Ett avsnitt väntar på dig',
  given: 'Ett avsnitt är ditt att hålla i',
};

/** The same of a thread that began with a suggestion. */
const suggestionKinds: Partial<typeof noticeKinds> = {
  mention: 'Du är nämnd vid ett förslag',
  reply: 'Nytt svar på ett förslag som du är med i',
  outcome: 'Ditt förslag är besvarat',
  reopened: 'Ett förslag är öppnat igen',
  'to-answer': 'Ett förslag väntar på svar',
};

/** What happened, as the inbox and mails have it. */
export function noticeTold({
  kind,
  lastDay,
  sectionId,
  suggestion,
}: Pick<NoticeView, 'kind' | 'lastDay' | 'sectionId' | 'suggestion'>): string {
  if (kind === 'returned' && sectionId === null) return 'Flera avsnitt är tillbaka hos dig';
  if (kind === 'given' && sectionId === null) return 'Flera avsnitt är dina att hålla i';
  if (kind !== 'last-day') return (suggestion ? suggestionKinds[kind] : undefined) ?? noticeKinds[kind];
  return lastDay === null
    ? 'Snart är sista dagen för kommentarer'
    : `Sista dagen för kommentarer är ${formatDate(lastDay, 'weekday')}`;
}

/** "3", "5–8" in words. */
const range = ({ from, to }: { from: number; to: number }) =>
  from === to ? formatNumber(from) : `${formatNumber(from)} till ${formatNumber(to)}`;

/** Comments and what became of them. */
export const threads = {
  comment: 'Kommentera',
  commentOn: (what: string) => `Kommentera ${quoted(what)}`,
  commentSection: 'Kommentera avsnittet',
  commentWords: 'Kommentera markerade ord',
  region: 'Kommentarer',
  sheet: (title: string) => `Kommentarer: ${title}`,
  close: 'Stäng kommentarerna',
  /** Of a section: "3 kommentarer, 1 obesvarad, 1 oläst". */
  told: ({ all, open, fresh }: { all: number; open: number; fresh: number }) =>
    [comments(all), ...(open > 0 ? [unanswered(open)] : []), ...(fresh > 0 ? [unread(fresh)] : [])].join(
      ', ',
    ),
  shortTold: comments,
  /** In the tree, after the section's name. */
  inTree: ({ open, fresh }: { open: number; fresh: number }) =>
    [
      ...(open > 0 ? [`${unanswered(open)} ${open === 1 ? 'kommentar' : 'kommentarer'}`] : []),
      ...(fresh > 0 ? [unread(fresh)] : []),
    ].join(', '),
  fresh: (n: number) => unread(n),
  none: 'Ingen har kommenterat än.',
  noneLeft: 'Ingen kommentar passar urvalet.',

  form: {
    label: 'Din kommentar',
    hint: 'Skriv på vilket språk du vill, och nämn inga brukare eller klienter.',
    how: 'Hur ska kommentaren visas?',
    named: 'Med mitt namn',
    nameless: 'Utan namn',
    namelessMeans:
      'Ingen kan se att det var du, inte heller vi. Bara dagen visas, och du kan inte ändra kommentaren efteråt.',
    send: 'Skicka kommentar',
    sending: 'Skickar …',
    cancel: 'Avbryt',
    sent: 'Kommentaren är skickad.',
    nextPlan: 'Rapporten är inlämnad. Det du skriver går till nästa plan.',
  },
  mention: {
    /** In place of somebody whom the reader may not know. */
    unknown: 'någon',
    group: 'arbetsgrupp',
    label: 'Vem menar du?',
    hint: 'Skriv @ för att nämna någon.',
    /** While one types a name. */
    found: (n: number) =>
      n === 0
        ? 'Ingen här heter så.'
        : `${n === 1 ? '1 förslag' : `${formatNumber(n)} förslag`}. Välj med pilarna och Retur.`,
    chosen: (name: string) => `${name} är vald.`,
  },
  /** While somebody types what should not be there. */
  warns: {
    'personal-number': 'Det ser ut som ett personnummer. Ta bort det: kommentaren läses av hela enheten.',
    phone: 'Det ser ut som ett telefonnummer. Ta bort det om det är någon annans än ditt eget.',
  },

  card: {
    label: (who: string) => `Kommentar från ${who}`,
    who: (by: { name: string; role: Role } | null) =>
      by === null ? 'Utan namn' : shownName(by.name, [by.role]),
    today: 'i dag',
    day: (day: string) => formatDate(day, 'without-year'),
    unread: 'Oläst',
    about: (what: string) => `om ${what}`,
    edited: 'ändrad',
    deleted: 'Borttagen av den som skrev.',
    hiddenPost: 'Texten är dold.',
    replies: (n: number) => (n === 1 ? 'Visa 1 svar' : `Visa ${formatNumber(n)} svar`),
    open: 'Visa',
    openAbout: (who: string) => `kommentaren från ${who}`,
    nextPlan: 'Till nästa plan',
    fold: 'Visa mindre',
  },
  reply: { label: 'Ditt svar', act: 'Svara', done: 'Svaret är skickat.', busy: 'Skickar …' },
  edit: {
    ask: 'Ändra',
    label: 'Ändra din text',
    act: 'Ändra texten',
    done: 'Texten är ändrad.',
    busy: 'Ändrar …',
  },
  remove: {
    ask: 'Ta bort …',
    what: 'Texten tas bort för alla. Att något har tagits bort syns.',
    act: 'Ta bort texten',
    done: 'Texten är borttagen.',
    busy: 'Tar bort …',
  },
  reactions,
  reaction: (reaction: Reaction, n: number) =>
    n === 0 ? reactions[reaction] : `${reactions[reaction]} · ${n}`,
  outcome: {
    ask: 'Besvara: vad blev det?',
    legend: 'Vad blev det?',
    names: outcomes,
    means: outcomeMeans,
    label: outcomeAsks,
    act: 'Besvara',
    busy: 'Besvarar …',
    done: 'Kommentaren är besvarad.',
    choose: 'Välj vad det blev.',
    /** Over what was answered, in the closed thread. */
    was: (kind: OutcomeKind) => outcomes[kind].replace(/, därför …$/, ', därför:'),
    notReport: 'En kommentar är ingen rapport.',
  },
  reopen: {
    ask: 'Öppna igen …',
    what: 'Det går en gång, och kräver ett nytt skäl.',
    label: 'Ditt nya skäl',
    act: 'Öppna igen',
    busy: 'Öppnar …',
    done: 'Kommentaren är öppen igen.',
  },
  hide: {
    ask: 'Dölj …',
    what: 'Kommentaren försvinner genast för alla. Använd det när någon har skrivit om en brukare.',
    label: 'Skäl',
    act: 'Dölj kommentaren',
    busy: 'Döljer …',
    done: 'Kommentaren är dold.',
    line: (day: string) => `Dold ${formatDate(day, 'without-year')}`,
    back: 'Visa igen',
    shown: 'Kommentaren syns igen.',
  },
  said: {
    heading: 'Ni sa – det blev',
    summary: (n: number) => `Ni sa – det blev: ${count(n, 'svar', 'svar', 'ett')}`,
    show: 'Visa samtalet',
    aboutWords: (quote: string) =>
      `om ${quoted(quote.length > 90 ? `${quote.slice(0, 80).trimEnd()} …` : quote)}`,
    /** Of one that was opened again: the outcome that was, and the new ground. */
    first: 'Först:',
    again: 'Öppnades igen:',
  },
  quick: {
    ask: 'Stämmer det hos er?',
    names: quickAnswers,
    line: 'Vill du säga mer? På vilket språk du vill.',
    act: 'Skicka raden',
    busy: 'Skickar …',
    done: 'Tack, ditt svar är med.',
    takenBack: 'Ditt svar är borttaget.',
    own: 'Chefen ser inte vem som har svarat vad.',
    counts: (all: readonly { answer: QuickAnswer; from: number; to: number }[]) =>
      `${all.map((one) => `${quickAnswers[one.answer]}: ${range(one)}`).join('. ')}.`,
    whenCounted: 'Räknas en gång om dagen.',
    /** Before somebody sends a line. */
    lineMeans:
      'Den som leder avsnittet kan läsa raden, utan namn, tidigast i morgon och bara tillsammans med andras. Skriv inget som visar vem du är.',
    sentLine: 'Din rad:',
    otherLine: 'En annan rad i stället',
    dropLine: 'Ta bort raden',
    smallGroup:
      'I en så liten enhet visas inga svar: det skulle kunna avslöja dig. Kommentera om du vill säga mer.',
    /** For who leads the section. */
    lines: 'Rader som någon lämnat (utan namn)',
    tooFewLines:
      'För få. Rader visas tre åt gången, när tillräckligt många har svarat för att de inte ska avslöja någon.',
  },
  filters: {
    label: 'Vilka kommentarer visas?',
    names: { all: 'Alla', mine: 'Mina', group: 'Min grupp', open: 'Obesvarade', fresh: 'Olästa' },
    next: 'Nästa kommentar',
    previous: 'Föregående kommentar',
  },
  keys: {
    comment: 'Kommentera avsnittet, eller det du har markerat',
    fresh: 'Nästa olästa kommentar',
    next: 'Nästa kommentar',
    previous: 'Föregående kommentar',
  },
  ready: {
    unanswered: (n: number) =>
      n === 1 ? '1 kommentar är obesvarad.' : `${formatNumber(n)} kommentarer är obesvarade.`,
    reason: 'Varför klarmarkera ändå?',
    reasonHint: 'Läses av dem som har kommenterat.',
  },
  inbox: {
    title: 'Inkorg',
    inMast: (n: number) =>
      n === 0 ? 'Inkorg' : n === 1 ? 'Inkorg: 1 nytt' : `Inkorg: ${formatNumber(n)} nya`,
    lead: (n: number) =>
      n === 0 ? 'Du har läst allt.' : `${sentence(count(n, 'sak är ny', 'saker är nya'))} för dig.`,
    empty: 'Här står svar på det du har kommenterat, och det som väntar på ditt svar. Än är det tomt.',
    told: noticeTold,
    where: ({ section, report, unit }: Pick<NoticeView, 'section' | 'report' | 'unit'>) =>
      [...(section === null || section === '' ? [] : [section]), report, unit].join(' · '),
    unread: 'Ny',
    all: 'Visa hela inkorgen',
    readAll: 'Markera alla som lästa',
    newest: 'Nytt för dig',
  },
  /** Each says what happened, what is safe and what to do. */
  refused: {
    'not-found': 'Kommentaren finns inte längre. Det du skrev finns kvar här. Läs in sidan på nytt.',
    forbidden:
      'Du får inte göra det här nu. Det du skrev finns kvar här. Avsnittets läge eller dina uppdrag kan ha ändrats.',
    changed: 'Någon annan hann före. Inget har ändrats, och det du skrev finns kvar här. Se hur det står nu.',
    'too-often': 'Det blev många på kort tid. Det du skrev finns kvar här. Vänta en stund och skicka igen.',
    'too-few':
      'Utan namn går inte i en så liten grupp: det skulle kunna avslöja dig. Inget är skickat. Välj ditt namn, eller låt bli.',
    'no-suggestion':
      'Ett förslag gäller några ord i ett och samma stycke, och ska vara andra ord än de som står där. Det du skrev finns kvar här.',
    'look-again':
      'Texten har ändrats sedan du öppnade förslaget. Inget är ändrat av dig. Se hur det står nu, och välj igen.',
    'words-gone':
      'Orden som förslaget gäller står inte längre kvar i ett stycke. Inget är ändrat. Skriv in ändringen för hand, eller svara på förslaget.',
    invalid: 'Något saknas i formuläret. Inget är skickat. Fyll i det som är tomt och skicka igen.',
    away: 'Vi når inte servern. Det du skrev finns kvar i den här webbläsaren. Skicka igen när kontakten är tillbaka.',
    'signed-out': 'Du är utloggad. Det du skrev finns kvar i den här webbläsaren. Logga in och skicka igen.',
  },
};
