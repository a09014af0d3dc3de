import type { Role } from '@delaktig/domain';
import { formatDate, sentence } from './format.ts';
import { shownName } from './shown-name.ts';

/** Suggestions: other words for those that stand in the text, and what became of them. */
export const suggestions = {
  ask: 'Föreslå andra ord',
  form: {
    heading: 'Föreslå andra ord',
    label: 'Ditt förslag',
    /** Over the difference, as one writes. */
    difference: 'Det här ändras',
    why: 'Varför? (behövs inte)',
    hint: 'Skriv om orden som du vill ha dem. Ditt namn står vid förslaget. Nämn inga brukare eller klienter.',
    send: 'Skicka förslag',
    busy: 'Skickar …',
    done: 'Förslaget är skickat.',
    same: 'Ändra något i orden först.',
    blocks:
      'Ett förslag gäller ord i ett och samma stycke, och du har markerat flera. Markera mindre, eller kommentera i stället.',
    suggestInstead: 'Föreslå andra ord i stället',
    commentInstead: 'Kommentera i stället',
  },
  /** Around words of a difference, for those who listen. */
  removed: 'tas bort:',
  added: 'läggs till:',
  ends: 'slut på ändringen',

  card: {
    label: (who: string) => `Förslag från ${who}`,
    openAbout: (who: string) => `förslaget från ${who}`,
    suggests: 'föreslår',
    difference: 'Förslag:',
  },
  take: {
    act: 'Ta med',
    despite: 'Ta med ändå',
    busy: 'Tar med …',
    done: 'Förslaget står i texten nu.',
    /** The outcome as it begins. */
    outcome: 'Vi tog med ditt förslag.',
    changed: {
      title: 'Texten har ändrats sedan förslaget skrevs.',
      now: 'Så står det nu:',
      will: 'Så blir det om förslaget tas med:',
      gone: 'Orden som förslaget gällde finns inte längre i texten. Det kan inte tas med, men det kan besvaras.',
    },
  },
  edit: {
    ask: 'Ändra och ta med …',
    label: 'Så här ska det stå',
    outcome: 'Svar till den som föreslog',
    act: 'Ta med',
    difference: 'Det här ändras i texten',
    same: 'Det står redan så i texten.',
  },
  leave: {
    ask: 'Ta inte med …',
    act: 'Ta inte med',
    label: 'Varför tas det inte med?',
    done: 'Förslaget är besvarat.',
  },
  taken: {
    /** After a name and a role: "enhetschef tog med förslaget". */
    did: 'tog med förslaget',
    /** "Annika Lindahl tog med förslaget 12 januari." */
    line: (by: { name: string; role: Role } | null, day: string) =>
      `${sentence(by === null ? 'någon' : shownName(by.name, [by.role]))} tog med förslaget ${formatDate(day, 'without-year')}.`,
    words: 'Blev:',
    edited: 'Orden ändrades innan de togs med.',
  },
  undo: {
    act: 'Ångra',
    busy: 'Ångrar …',
    done: 'Texten är som den var, och förslaget är öppet igen.',
  },
  inText: {
    show: 'Visa förslag i texten',
    /** Around the words in the text, for those who listen. */
    removed: 'Förslag, tas bort:',
    added: 'Förslag, läggs till:',
  },
  said: 'Föreslog:',
  became: 'Blev:',
  /** What one wrote and no section took may go this way instead. */
  aside: {
    send: {
      suggestion: 'Skicka som förslag',
      comment: 'Skicka som kommentar',
      both: 'Skicka som förslag och kommentar',
    },
    busy: 'Skickar …',
    means: {
      suggestion: 'Orden har en plats i texten. Den som ansvarar för avsnittet kan ta med dem.',
      comment: 'Platsen i texten går inte att hitta. Orden kan skickas som en kommentar på avsnittet.',
      both: 'En del av orden har en plats i texten och skickas som förslag. Resten skickas som en kommentar på avsnittet.',
    },
    closed: 'Avsnittet tar inte emot kommentarer eller förslag nu.',
    sent: 'Skickat',
    allSent: 'Allt är skickat. Du kan kasta det här.',
    some: 'Allt kom inte fram. Det som är kvar kan du skicka igen.',
    why: 'Skrivet innan avsnittet stängdes, men det hann inte komma med.',
    begins: 'Det här skrev jag innan avsnittet stängdes, men det hann inte komma med:',
    typed: (words: string) => `”${words.trim()}”`,
    removed: (words: string) => `Jag tog bort: ”${words.trim()}”`,
  },
};
