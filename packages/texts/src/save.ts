import { changes, formatNumber, list } from './format.ts';

const quoted = (names: readonly string[]) => list(names.map((name) => `”${name}”`));

const onlyHere = (unsent: number) => `${changes(unsent)} finns bara i den här webbläsaren`;

/** Whether the words are safe, and what to do when they are not. Nothing here promises more than is true. */
export const save = {
  saved: (time: string) => ({ word: 'Sparat', rest: `kl. ${time}` }),
  saving: 'Sparar …',
  partly: (unsent: number) => ({
    word: unsent === 1 ? '1 osänd' : `${formatNumber(unsent)} osända`,
    rest: unsent === 1 ? 'ändring' : 'ändringar',
  }),
  offline: (unsent: number) => ({ word: 'Offline', rest: unsent === 0 ? '' : `– ${onlyHere(unsent)}` }),
  away: (unsent: number) => ({
    word: 'Sparar inte',
    rest: unsent === 0 ? 'just nu' : `– ${onlyHere(unsent)}`,
  }),
  closed: 'Frånkopplad',
  /** Where the masthead has no room for it. */
  onlyHere: (unsent: number) => `${onlyHere(unsent)}.`,
  /** `kept`: the browser keeps what is unsent. `inTab`: it does not let us. */
  offlineBanner: {
    title: 'Vi når inte servern.',
    nothing: 'Allt du skrivit är sparat. Du kan fortsätta skriva, och det skickas när kontakten är tillbaka.',
    kept: 'Det du skrivit finns kvar i den här webbläsaren och skickas när kontakten är tillbaka. Stänger du sidan skickas det nästa gång du öppnar rapporten här.',
    inTab:
      'Webbläsaren låter oss inte lägga undan det du skrivit. Det finns bara i den här fliken, så stäng den inte. Det skickas när kontakten är tillbaka.',
    reading: 'Du kan läsa vidare. Det som andra skriver syns när kontakten är tillbaka.',
  },
  awayBanner: {
    title: 'Servern kan inte spara just nu.',
    nothing:
      'Allt du skrivit är sparat. Du kan fortsätta skriva, och det sparas av sig självt när det går igen.',
    kept: 'Inget är borta. Det du skrivit finns kvar i den här webbläsaren och sparas av sig självt när det går igen. Stänger du sidan skickas det nästa gång du öppnar rapporten här.',
    inTab:
      'Inget är borta, men det du skrivit finns bara i den här fliken, så stäng den inte. Det sparas av sig självt när det går igen.',
    reading: 'Du kan läsa vidare. Det som andra skriver syns när det går igen.',
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
    kept: (n: number) =>
      `Det senaste du skrev, ${changes(n)}, finns kvar i den här webbläsaren och skickas när du har loggat in igen.`,
    inTab: (n: number) => `Det senaste du skrev, ${changes(n)}, finns bara här så länge sidan är öppen.`,
    act: 'Logga in igen i en ny flik, kom sedan tillbaka hit och anslut.',
    signIn: 'Logga in i en ny flik',
    connect: 'Anslut igen',
  },
  /** A section was closed, and nothing of what one wrote in it is left behind. */
  closedSection: {
    title: (names: readonly string[]) =>
      names.length === 0 ? 'Du kan inte längre skriva här.' : `Du kan inte längre skriva i ${quoted(names)}.`,
    text: 'Avsnittet har stängts, eller så har din behörighet ändrats. Det du skrev där är sparat.',
    seen: 'Stäng',
  },
  /** A section was closed before the last words came. */
  notTaken: {
    title: 'Det senaste du skrev kom inte med.',
    where: (names: readonly string[]) => `Det gäller ${quoted(names)}, som är stängt för dig.`,
    nowhere: 'Avsnittet är stängt för dig.',
    kept: (n: number) =>
      `Det du skrev, ${changes(n)}, finns kvar i den här webbläsaren. Så snart vi vet vad som hann fram lägger vi resten under ”Ej inskickade ändringar”.`,
    inTab: (n: number) =>
      `Det du skrev, ${changes(n)}, finns bara i den här fliken. Kopiera texten innan du stänger den.`,
  },
  /** What no section took: nothing sends it, and it stays until one has thrown it away. */
  aside: {
    title: 'Ej inskickade ändringar',
    text: 'Det här skrev du, men det kom inte med i rapporten, och det skickas inte av sig självt. Det finns bara i den här webbläsaren. Skicka det som förslag eller kopiera det du vill ha kvar, och kasta det när du är klar med det.',
    told: 'Något du skrev kom inte med i rapporten.',
    where: 'Orden finns kvar under ”Ej inskickade ändringar”.',
    look: 'Visa orden',
    unknown: 'Ett avsnitt som inte finns längre',
    closed: 'Avsnittet stängdes innan det kom fram.',
    replaced: 'Avsnittet fick en annan text innan det kom fram.',
    written: (day: string, time: string) => `Skrivet ${day} kl. ${time}.`,
    removed: 'Du tog bort:',
    noWords: 'Du ändrade bara hur texten ser ut, inga ord.',
    copy: 'Kopiera',
    throwAway: 'Kasta',
    keep: 'Behåll',
    sure: (name: string) => `Kasta det du skrev i ”${name}”? Det kan inte fås tillbaka.`,
  },
  oldPage: {
    title: 'Delaktig har uppdaterats.',
    safe: 'Allt du skrivit är sparat. Läs in sidan på nytt för att fortsätta.',
    kept: (n: number) =>
      `Det senaste du skrev, ${changes(n)}, finns kvar i den här webbläsaren och skickas när du har läst in sidan på nytt.`,
    inTab: (n: number) =>
      `Det senaste du skrev, ${changes(n)}, finns bara här. Kopiera texten och läs sedan in sidan på nytt.`,
  },
  refused: {
    title: 'Servern tog inte emot det senaste.',
    safe: 'Det som var sparat finns kvar. Läs in sidan på nytt.',
    kept: (n: number) =>
      `Det senaste du skrev, ${changes(n)}, finns kvar i den här webbläsaren. Kopiera texten och läs sedan in sidan på nytt.`,
    inTab: (n: number) =>
      `Det senaste du skrev, ${changes(n)}, finns bara här. Kopiera texten och läs sedan in sidan på nytt.`,
  },
  reload: 'Läs in sidan på nytt',
  copy: 'Kopiera texten',
  copied: 'Texten är kopierad.',
  copyFailed: 'Webbläsaren lät oss inte kopiera. Markera texten nedan och kopiera den själv.',
  unsentText: 'Texten som inte har skickats',
};
