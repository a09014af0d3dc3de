import { formatNumber } from './format.ts';

const changes = (n: number) => (n === 1 ? '1 ändring' : `${formatNumber(n)} ändringar`);

/** Whether the words are safe, and what to do when they are not. Nothing here promises more than is true. */
export const save = {
  saved: (time: string) => ({ word: 'Sparat', rest: `kl. ${time}` }),
  saving: 'Sparar …',
  offline: (unsent: number) => ({
    word: 'Offline',
    rest: unsent === 0 ? '' : `– ${changes(unsent)} finns bara i den här webbläsaren`,
  }),
  closed: 'Frånkopplad',
  offlineBanner: {
    title: 'Vi når inte servern.',
    nothing: 'Allt du skrivit är sparat. Du kan fortsätta skriva, och det skickas när kontakten är tillbaka.',
    unsent:
      'Det du skrivit finns kvar i den här webbläsaren så länge sidan är öppen, och skickas när kontakten är tillbaka. Stäng inte sidan.',
    reading: 'Du kan läsa vidare. Det som andra skriver syns när kontakten är tillbaka.',
  },
  back: 'Kontakten är tillbaka. Allt är sparat.',
  backReading: 'Kontakten är tillbaka.',
  missing: {
    title: 'En del av sidan kom inte fram.',
    writing: 'Du kan läsa men inte skriva. Läs in sidan på nytt, så hämtas den.',
    reading: 'Du kan läsa, men ser inte vad andra skriver. Läs in sidan på nytt, så hämtas den.',
  },
  signedOut: {
    title: 'Du har loggats ut.',
    safe: 'Allt du skrivit är sparat.',
    unsent: (n: number) => `Det senaste du skrev, ${changes(n)}, finns bara här så länge sidan är öppen.`,
    act: 'Logga in igen i en ny flik, kom sedan tillbaka hit och anslut.',
    signIn: 'Logga in i en ny flik',
    connect: 'Anslut igen',
  },
  noRight: {
    title: 'Du kan inte längre skriva här.',
    why: 'Ett avsnitt har stängts, eller så har din behörighet ändrats.',
    safe: 'Det som var sparat finns kvar.',
    unsent: (n: number) =>
      `Det senaste du skrev, ${changes(n)}, kom inte med. Kopiera texten innan du läser in sidan på nytt.`,
  },
  oldPage: {
    title: 'Delaktig har uppdaterats.',
    safe: 'Allt du skrivit är sparat. Läs in sidan på nytt för att fortsätta.',
    unsent: (n: number) =>
      `Det senaste du skrev, ${changes(n)}, finns bara här. Kopiera texten och läs sedan in sidan på nytt.`,
  },
  refused: {
    title: 'Servern tog inte emot det senaste.',
    safe: 'Det som var sparat finns kvar. Läs in sidan på nytt.',
    unsent: (n: number) =>
      `Det senaste du skrev, ${changes(n)}, finns bara här. Kopiera texten och läs sedan in sidan på nytt.`,
  },
  reload: 'Läs in sidan på nytt',
  copy: 'Kopiera texten',
  copied: 'Texten är kopierad.',
  copyFailed: 'Webbläsaren lät oss inte kopiera. Markera texten nedan och kopiera den själv.',
  unsentText: 'Texten som inte har skickats',
};
