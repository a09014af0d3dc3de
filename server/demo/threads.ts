import type { OutcomeKind, ThreadAnchor } from '@delaktig/domain';
import { dayInStockholm } from '@delaktig/domain';
import type postgres from 'postgres';
import { actorOf } from '../accounts/actor.ts';
import { assignmentsInForce } from '../database/organisation.ts';
import { setTaken } from '../database/suggestions.ts';
import { actInTransaction, type RowAct } from '../threads/act.ts';
import { idOf, type People, sectionNamed } from './section-settings.ts';

const HOUR = 60 * 60 * 1000;

type Words = Extract<ThreadAnchor, { of: 'words' }>;

type Talk = {
  /** The goal's or the heading's. */
  section: string;
  /** The words of the analysis that it is about; of the section as a whole when left out. */
  about?: Pick<Words, 'quote' | 'prefix' | 'suffix'>;
  /** What they should be instead; `taken`: and are by now, in the text that the report began with. */
  proposed?: string;
  taken?: boolean;
  by: string;
  nameless?: boolean;
  body: string;
  replies?: { by: string; body: string }[];
  outcome?: { kind: OutcomeKind; body: string };
};

const MANAGER = 'Annika Lindahl';

const TALKS: Talk[] = [
  {
    section: 'Man känner igen den som ringer på',
    about: {
      quote: 'träffade i snitt fem av oss på fyra veckor',
      prefix: 'Den som har stöd på dagen ',
      suffix: ', en färre än förra året. Vi',
    },
    by: 'Samira Haddad',
    body: 'Det stämmer inte hos oss i söder. I juli var vi så få att flera träffade nio olika.',
    replies: [
      { by: 'Tove Blom', body: 'Ja, och ingen hann ringa dagen innan.' },
      { by: MANAGER, body: 'Tack. Jag tar fram siffrorna för söder för sig och återkommer.' },
    ],
  },
  {
    section: 'Man känner igen den som ringer på',
    about: {
      quote: 'täcker vi upp för varandra vid frånvaro',
      prefix: 'grupper, och inom gruppen ',
      suffix: '.\nPå kvällen är gruppen liten',
    },
    proposed: 'tar vi varandras besök när någon är borta',
    taken: true,
    by: 'Samira Haddad',
    body: 'Så säger vi själva.',
    outcome: { kind: 'changed', body: 'Tack, det blir mycket tydligare så.' },
  },
  {
    section: 'Scheman som går att leva med',
    about: {
      quote: 'Helgerna är det som skaver',
      prefix: 'mot 58 procent i fjol.\n',
      suffix: '. I kvällsgruppen har flera haft',
    },
    proposed: 'Helgerna är det som är svårast för de flesta',
    by: 'Ali Rezai',
    body: 'Skaver låter för lite för oss på kvällen.',
  },
  {
    section: 'Scheman som går att leva med',
    by: 'Leif Hedlund',
    nameless: true,
    body: 'Den som säger nej till en delad tur får höra det länge. Det syns inte i enkäten.',
  },
  {
    section: 'Vi håller vår budget',
    by: 'Jonas Åkerlund',
    body: 'Skriv gärna ut hur mycket av underskottet som är tillfälligt. Det kommer nämnden att fråga.',
  },
  {
    section: 'Vi cyklar till hälften av besöken',
    by: 'Ali Rezai',
    body: 'På kvällen går det inte att cykla till Norrhagen, det finns inget ljus längs vägen.',
    outcome: {
      kind: 'next-plan',
      body: 'Vi tar upp belysningen med kommunen när vi skriver nästa års plan.',
    },
  },
  {
    section: 'Var och en formar sitt eget stöd',
    by: 'Birgitta Sandell',
    body: 'Att skriva in planen efteråt görs nu på övertid. Det borde stå här.',
    replies: [{ by: 'Hanna Ekström', body: 'Hos oss på Lyktan också.' }],
    outcome: {
      kind: 'changed',
      body: 'Vi skrev till att det tar längre tid för oss. Tiden i schemat tar vi i samverkan.',
    },
  },
];

/** What was said in the last days before `now` about a report that is open, by the acts that people themselves have. */
export async function seedThreads(
  tx: postgres.TransactionSql,
  reportId: string,
  people: People,
  now: Date,
): Promise<void> {
  for (const [index, talk] of TALKS.entries()) {
    const at = new Date(now.getTime() - (TALKS.length - index) * 5 * HOUR);
    await holdTalk(tx, talk, { reportId, people, at });
  }
}

async function holdTalk(
  tx: postgres.TransactionSql,
  talk: Talk,
  { reportId, people, at }: { reportId: string; people: People; at: Date },
): Promise<void> {
  const { section, about, proposed, taken = false, by, nameless = false, body, replies = [], outcome } = talk;
  const does = async (name: string, act: RowAct, hoursLater: number) => {
    const now = new Date(at.getTime() + hoursLater * HOUR);
    const accountId = idOf(people, name);
    const actor = actorOf(accountId, await assignmentsInForce(tx, [accountId], dayInStockholm(now)));
    const result = await actInTransaction(tx, { actor, now, reportId, act });
    if (!result.ok) throw new Error(`${name} may not ${act.act} in "${section}": ${result.reason}`);
    return result.threadId ?? '';
  };
  const anchor: ThreadAnchor = about ? { of: 'words', field: 'analysis', ...about } : { of: 'section' };
  const sectionId = await sectionNamed(tx, reportId, section);
  const begins: RowAct =
    proposed === undefined
      ? { act: 'comment', sectionId, anchor, body, nameless }
      : { act: 'suggest', sectionId, anchor, proposed, body };
  const threadId = await does(by, begins, 0);
  for (const reply of replies) await does(reply.by, { act: 'reply', threadId, body: reply.body }, 1);
  if (outcome !== undefined) {
    const { kind, body: words } = outcome;
    await does(MANAGER, { act: 'close-thread', threadId, outcome: kind, body: words }, 2);
  }
  if (taken && proposed !== undefined && about !== undefined) {
    const managerId = idOf(people, MANAGER);
    await standsAlready(tx, threadId, { words: proposed, replaced: about.quote, managerId, at });
  }
}

/** A suggestion as if the manager had taken it, in a room that nobody has opened yet: its words are in the first text. */
async function standsAlready(
  tx: postgres.TransactionSql,
  threadId: string,
  { words, replaced, managerId, at }: { words: string; replaced: string; managerId: string; at: Date },
): Promise<void> {
  const by = { accountId: managerId, role: 'manager', at } as const;
  await setTaken(tx, threadId, { words, replaced, by, day: dayInStockholm(at), seq: 0, epoch: 0 });
  await tx`update thread_places set quote = ${words} where thread_id = ${threadId}`;
}
