import type { Missing, RoadAct, RoadEvent, Role, SectionMode } from '@delaktig/domain';
import { count, formatDate, list, sentence } from './format.ts';
import { words } from './words.ts';

const quoted = (words: string) => `”${words}”`;

/** Who did something, in the middle of a sentence: someone without a name is told by what they are. */
const roleDid: Record<Role, string> = {
  manager: 'enhetschefen',
  deputy: 'biträdande enhetschefen',
  superior: 'avdelningschefen',
  controller: 'controllern',
  representative: 'ombudet',
  staff: 'en medarbetare',
  administrator: 'administratören',
};

const who = ({ by, role }: { by: string; role: Role }) => (by === '' ? roleDid[role] : by);
const when = (at: string) => formatDate(new Date(at), 'with-year');
const byAndWhen = (event: { by: string; role: Role; at: string } | null) =>
  event === null ? '' : ` av ${who(event)} ${when(event.at)}`;

const modes: Record<SectionMode, string> = {
  comment: 'Kommentera',
  write: 'Skriva',
  closed: 'Stängt',
};

const did: Record<RoadAct['act'], string> = {
  'open-report': 'öppnade rapporten för kommentarer',
  'close-comments': 'stängde för kommentarer',
  'set-registry-number': 'ändrade diarienumret',
  submit: 'lämnade in rapporten',
  'return-report': 'lämnade tillbaka rapporten',
  'set-mode': 'ändrade vem som får skriva',
  'give-section': 'ändrade vilken biträdande chef som har avsnittet',
  'mark-ready': 'klarmarkerade',
  approve: 'godkände',
  reopen: 'öppnade avsnittet igen',
  'restore-approved': 'tog tillbaka den godkända texten',
  'set-status': 'ändrade bedömningen',
};

const statusWord = (status: string | null) => {
  const names: Record<string, string> = words.status;
  return quoted(status === null ? 'Inte bedömt än' : (names[status] ?? status));
};

/** What somebody did, after their name. */
function didWords({ act, from, to, groups }: RoadEvent): string {
  switch (act) {
    case 'set-status':
      return `ändrade bedömningen från ${statusWord(from)} till ${statusWord(to)}`;
    case 'set-mode':
      if (to === 'closed') return 'stängde avsnittet';
      if (to === 'comment') return 'öppnade avsnittet för kommentarer';
      return `öppnade avsnittet för ${groups.length === 0 ? 'controllern' : list(groups)} att skriva i`;
    case 'open-report':
      return to === null ? did[act] : `${did[act]} till ${formatDate(to)}`;
    default:
      return did[act];
  }
}

function missingWords(what: Exclude<Missing, { of: string }>): string {
  switch (what.kind) {
    case 'text':
      return what.field === 'content' ? 'texten är tom' : `${quoted(words.fields[what.field])} är tomt`;
    case 'analysis':
      return 'analysen är tom';
    case 'status':
      return 'bedömning är inte vald';
    case 'unanswered':
      return what.count === 1 ? 'en kommentar är obesvarad' : `${what.count} kommentarer är obesvarade`;
    case 'approval':
      return 'avsnittet är inte godkänt';
  }
}

/** All that is missing in one section, in a row: what is not analysed comes together. */
function missingList(all: readonly Missing[]): string {
  const own = all.flatMap((what) => ('of' in what ? [] : [what]));
  const parts = all.flatMap((what) => ('of' in what ? [quoted(what.of)] : []));
  const before = own.filter(({ kind }) => kind !== 'approval').map(missingWords);
  const after = own.filter(({ kind }) => kind === 'approval').map(missingWords);
  const analyses = parts.length === 0 ? [] : [`analys av ${list(parts)} saknas`];
  return [...before, ...analyses, ...after].join('; ');
}

/** Acts on the road from draft to submitted: what each means, what came of it, and why it could not be. */
export const road = {
  /** A section's state as it stands at its foot and on paper. `by` is the act that led there, if it is known. */
  state: {
    draft: () => 'Utkast.',
    ready: (by: RoadEvent | null) => `Klarmarkerat${byAndWhen(by)}.`,
    approved: (by: { by: string; role: Role; at: string } | null) => `Godkänt${byAndWhen(by)}.`,
    reopened: (by: RoadEvent | null) => `Öppnat igen${byAndWhen(by)}.`,
  },
  waitsForManager: 'Väntar på enhetschefen.',
  waitsForApproval: 'Väntar på godkännande.',
  waitsForYou: 'Väntar på dig.',
  soleAuthor: 'Godkänd av den som ensam har skrivit.',
  fingerprint: {
    label: 'Avtryck',
    what: 'Avtrycket räknas fram ur texten och siffrorna. Ändras en enda bokstav blir det ett annat.',
    copy: 'Kopiera hela avtrycket',
    copied: 'Avtrycket är kopierat.',
  },
  /** What the writers read of a section that came back. */
  cameBack: (by: { by: string; role: Role; at: string }) =>
    `${sentence(who(by))} skickade tillbaka det ${when(by.at)}:`,
  missing: {
    left: 'Kvar:',
    list: missingList,
  },
  ready: {
    act: 'Klarmarkera',
    despite: 'Klarmarkera ändå',
    ask: 'Klarmarkera …',
    manager: 'Texten stängs för alla. Den öppnas igen om någon skickar tillbaka den.',
    deputy: 'Texten stängs för alla och enhetschefen tar vid.',
    after: 'Enhetschefens klarmarkering skickar avsnittet vidare till den som godkänner.',
    busy: 'Klarmarkerar …',
    done: 'Avsnittet är klarmarkerat.',
  },
  approve: {
    act: 'Godkänn',
    what: 'Du godkänner just den här texten och siffrorna. De kan sedan inte ändras om du inte öppnar avsnittet igen.',
    busy: 'Godkänner …',
    done: 'Avsnittet är godkänt.',
  },
  sendBack: {
    ask: 'Skicka tillbaka …',
    act: 'Skicka tillbaka',
    what: 'Avsnittet öppnas för dem som skriver, och de läser ditt skäl.',
    busy: 'Skickar tillbaka …',
    done: 'Avsnittet är tillbaka hos dem som skriver.',
  },
  reopen: {
    ask: 'Öppna igen …',
    act: 'Öppna igen',
    what: 'Avsnittet öppnas för dem som skriver, och måste klarmarkeras på nytt.',
    approved: 'Godkännandet gäller inte längre. Den godkända texten finns kvar i historiken.',
    busy: 'Öppnar …',
    done: 'Avsnittet är öppet igen.',
  },
  reason: 'Skäl',
  reasonHint: 'Läses av dem som skriver avsnittet.',
  restore: {
    ask: 'Ta tillbaka den godkända texten …',
    what: 'Avsnittets text blir den som senast godkändes. Det som har skrivits efter det tas bort ur avsnittet. Vill du behålla något, kopiera det först.',
    act: 'Byt till den godkända texten',
    busy: 'Byter text …',
    done: 'Den godkända texten är tillbaka.',
  },
  history: {
    show: 'Historik',
    loading: 'Hämtar …',
    none: 'Inget har hänt med avsnittet än.',
    failed: 'Historiken kunde inte hämtas. Stäng och öppna den igen när kontakten är tillbaka.',
    line: (event: RoadEvent) => `${sentence(who(event))} ${didWords(event)}`,
    day: (event: RoadEvent) => when(event.at),
  },
  mode: {
    ask: 'Vem får skriva …',
    legend: 'Läge',
    names: modes,
    what: {
      comment: 'kollegorna läser och kommenterar. Så är det om inget annat väljs.',
      write: 'de du väljer skriver tillsammans med dig.',
      closed: 'alla läser, men ingen kan skriva eller kommentera, inte heller du.',
    },
    groups: 'Vilka skriver med dig?',
    controllers: 'Controllern',
    noGroups: 'Enheten har inga arbetsgrupper än.',
    act: 'Ändra',
    actMany: 'Ändra för de valda',
    busy: 'Ändrar …',
    done: 'Ändrat. Det gäller nu.',
    openFor: (names: readonly string[]) => `Öppet för ${list(names)} att skriva i.`,
    controllersInside: 'controllern',
  },
  give: {
    ask: 'Ge till biträdande chef …',
    legend: 'Ge till biträdande chef',
    what: 'Den som får avsnittet skriver, öppnar och klarmarkerar det som du.',
    act: 'Ge avsnittet',
    actMany: 'Ge de valda',
    busy: 'Ändrar …',
    done: 'Ändrat. Det gäller nu.',
    has: (names: readonly string[]) => `${list(names)} har avsnittet.`,
  },
  choose: {
    legend: 'Vilka avsnitt?',
    all: 'Välj alla',
    none: 'Välj inga',
  },
  status: {
    choose: 'Välj bedömning',
    change: 'Ändra bedömning',
    legend: (goal: string) => `Bedömning av ${quoted(goal)}`,
    none: 'Inte bedömt än',
    done: 'Bedömningen är ändrad.',
  },
  report: {
    heading: 'Rapportens väg',
    open: {
      ask: 'Öppna för kommentarer …',
      askDay: 'Ändra sista dag …',
      what: 'Kollegorna kan läsa rapporten och kommentera till och med den dagen.',
      day: 'Sista dag för kommentarer',
      act: 'Öppna för kommentarer',
      actDay: 'Ändra sista dag',
      busy: 'Öppnar …',
      done: 'Rapporten är öppen för kommentarer.',
      doneDay: 'Sista dagen är ändrad.',
    },
    close: {
      act: 'Stäng för kommentarer',
      busy: 'Stänger …',
      done: 'Rapporten är stängd för kommentarer.',
    },
    number: {
      ask: 'Diarienummer …',
      label: 'Diarienummer',
      hint: 'Till exempel 2026/123. Lämna tomt om det inte finns än.',
      act: 'Ändra diarienummer',
      busy: 'Ändrar …',
      done: 'Diarienumret är ändrat.',
    },
    sections: { ask: 'Öppna avsnitt …', what: 'Välj vilka avsnitt, och vad kollegorna kan göra i dem.' },
    give: { ask: 'Ge avsnitt till biträdande chef …' },
    submit: {
      ask: 'Lämna in …',
      whole: 'Inget saknas.',
      missing: (n: number) => `Det här saknas i ${count(n, 'avsnitt', 'avsnitt', 'ett')}:`,
      what: 'Lås och lämna in. Texten och siffrorna kan sedan inte ändras.',
      act: 'Lås och lämna in',
      despite: 'Lås och lämna in ändå',
      busy: 'Lämnar in …',
      done: 'Rapporten är inlämnad.',
    },
    returnIt: {
      ask: 'Lämna tillbaka …',
      what: 'De avsnitt du väljer öppnas för dem som skriver, och de läser ditt skäl. Resten är fortfarande låst.',
      act: 'Lämna tillbaka',
      busy: 'Lämnar tillbaka …',
      done: 'Rapporten är tillbaka hos enheten.',
    },
    submitted: (by: { by: string; role: Role; at: string }) => `Inlämnad${byAndWhen(by)}.`,
    returned: (by: { by: string; role: Role; at: string }) =>
      `${sentence(who(by))} lämnade tillbaka rapporten ${when(by.at)}:`,
  },
  /** Before a text is closed, all that was written in this page is to be in it. */
  untilSaved: 'Väntar på att det du skrivit kommer fram …',
  busy: 'Ett ögonblick …',
  /** Each says what happened, what is safe and what to do. */
  refused: {
    'not-found': 'Det här finns inte längre. Inget har ändrats. Läs in sidan på nytt.',
    forbidden:
      'Du får inte göra det här nu. Inget har ändrats. Avsnittets läge eller dina uppdrag kan ha ändrats medan du hade sidan framme.',
    changed:
      'Någon annan hann före, så det du såg gällde inte längre. Inget har ändrats av dig. Sidan läses på nytt: se efter hur det står och gör om det om det behövs.',
    missing: 'Något saknas som inte saknades nyss. Inget har ändrats. Se efter vad som är kvar.',
    'past-day': 'Dagen har redan varit. Inget har ändrats. Välj i dag eller en senare dag.',
    'not-of-unit':
      'En grupp, en person eller ett avsnitt hör inte längre till enheten. Inget har ändrats. Välj på nytt.',
    invalid: 'Något är inte ifyllt. Inget har ändrats. Fyll i det som saknas och försök igen.',
    away: 'Vi når inte servern, så vi vet inte om det kom fram. Det du har skrivit är kvar. Se efter hur det står när kontakten är tillbaka, och försök igen.',
    'signed-out': 'Du är utloggad, så inget har ändrats. Logga in igen och försök på nytt.',
    unsent:
      'Det du har skrivit har inte kommit fram än, så inget har ändrats. Det finns kvar här. Se efter vad som står överst på sidan.',
  },
};
