import { count, formatDate, formatNumber, sentence } from './format.ts';

type MailParts = { greeting: string; link: string; until: string };

const people = (n: number) => count(n, 'person', 'personer');

/** Codes, passwords and sessions: how people come in. */
export const access = {
  password: {
    label: 'Välj ett lösenord',
    hint: 'Minst tolv tecken. Fyra ord som hör ihop bara för dig är lätta att minnas och svåra att gissa.',
    length: 'Lösenordet ska ha mellan 12 och 200 tecken. Välj ett annat.',
    show: 'Visa lösenordet',
  },
  welcome: {
    title: 'Välkommen',
    enter: 'Har du fått en kod?',
    enterMore: 'Skriv koden som står på ditt papper. Stora eller små bokstäver spelar ingen roll.',
    code: 'Kod',
    submit: 'Fortsätt',
    wrong:
      'Koden går inte att använda. Den kan vara felskriven, redan använd, utbytt mot en nyare eller för gammal. Skriv den igen, eller be den som gav dig den om en ny. Har du försökt flera gånger, vänta en stund.',
    wrongLink:
      'Länken går inte att använda. Den kan redan vara använd, utbytt mot en nyare eller för gammal. Har du ett lösenord loggar du in som vanligt. Annars ber du om en ny.',
    hello: (who: string) => `Välkommen, ${who}`,
    /** For someone who is shown by role only. */
    helloRole: (role: string) => `Välkommen, ${role.toLowerCase()}`,
    helloNobody: 'Välkommen',
    inviteMore: 'Välj ett lösenord, så är du inne. Sedan loggar du in med det.',
    resetMore:
      'Välj ett nytt lösenord, så är du inne. Du loggas ut överallt där du var inloggad med det gamla.',
    choose: 'Välj och logga in',
    busy: 'Loggar in …',
    notYou: 'Är det inte du? Stäng sidan. Inget har ändrats.',
    signIn: 'Logga in med lösenord',
    askNew: 'Be om en ny länk',
  },
  forgotten: {
    title: 'Glömt lösenordet',
    say: 'Glömt lösenordet?',
    more: 'Skriv det du brukar logga in med. Har kontot en e-postadress skickar vi en länk dit, där du väljer ett nytt lösenord.',
    submit: 'Skicka länk',
    busy: 'Skickar …',
    sent: 'Titta i din e-post',
    sentMore:
      'Finns det ett konto med e-postadress för det du skrev är en länk på väg. Den gäller i sju dagar och kan användas en gång. Hittar du den inte, titta i skräpposten.',
    noMail: 'Har du ingen e-postadress här?',
    noMailMore:
      'Be din chef eller förvaltningens administratör om en ny kod. Den får du på papper, och med den väljer du ett nytt lösenord.',
    noMailAtAll:
      'Den här installationen skickar ingen e-post. Be din chef eller förvaltningens administratör om en ny kod på papper. Med den väljer du ett nytt lösenord.',
    enterCode: 'Jag har en kod',
    back: 'Till inloggningen',
  },
  device: (browser: string | null, system: string | null): string => {
    if (browser !== null && system !== null) return `${browser} på ${system}`;
    return browser ?? system ?? 'Okänd webbläsare';
  },
  account: {
    title: 'Mitt konto',
    about: 'Det här är registrerat om dig',
    aboutMore: 'Stämmer något inte, säg till förvaltningens administratör.',
    name: 'Namn',
    nameHidden: 'Ditt namn finns inte här. För andra visas bara din roll.',
    email: 'E-post',
    mobile: 'Mobilnummer',
    username: 'Användarnamn',
    none: 'Ingen uppgift',
    roles: 'Uppdrag',
    noRoles: 'Inget uppdrag än',
    sessions: 'Här är du inloggad',
    sessionsMore:
      'Vi antecknar vilken webbläsare du loggade in med och vilken dag, inget mer. Känner du inte igen en rad, avsluta den och byt lösenord.',
    since: (day: string) => `Inloggad ${formatDate(day, 'weekday')}`,
    thisOne: 'Den här',
    end: 'Avsluta',
    endWhich: (device: string, day: string) =>
      `Avsluta ${device}, inloggad ${formatDate(day, 'without-year')}`,
    endOthers: 'Avsluta alla andra',
    ended: (n: number) =>
      n === 0
        ? 'Den inloggningen var redan avslutad.'
        : `${sentence(count(n, 'inloggning', 'inloggningar'))} avslutad${n === 1 ? '' : 'e'}.`,
    change: 'Byt lösenord',
    present: 'Nuvarande lösenord',
    next: 'Nytt lösenord',
    changeMore: 'Du är kvar här men loggas ut överallt annars.',
    changeSubmit: 'Byt lösenord',
    changeBusy: 'Byter …',
    changed: (ended: number) =>
      ended === 0
        ? 'Lösenordet är bytt.'
        : `Lösenordet är bytt, och ${count(ended, 'annan inloggning', 'andra inloggningar')} avslutad${ended === 1 ? '' : 'e'}.`,
    refused:
      'Det nuvarande lösenordet stämmer inte, så inget är ändrat. Skriv det igen, och vänta en stund om du har försökt flera gånger.',
    noPassword: 'Kontot har inget lösenord än. Be förvaltningens administratör om en kod, så väljer du ett.',
    noPasswordDemo: 'I demon loggar man in utan lösenord.',
  },
  invitations: {
    title: 'Inbjudningar',
    say: (n: number) => (n === 0 ? 'Alla kan logga in.' : `${sentence(people(n))} kan inte logga in än.`),
    canSignIn: (n: number) =>
      n === 0
        ? 'Ingen i förvaltningen kan logga in än.'
        : `${sentence(people(n))} i förvaltningen kan logga in.`,
    none: 'Här står de som är upplagda men inte kan logga in än. Just nu finns ingen.',
    noneHere: 'Alla här kan logga in. Välj en annan enhet eller grupp.',
    noMail:
      'Den här installationen skickar ingen e-post. Skriv ut koder i stället, eller be den som sköter servern ange en e-postserver.',
    unit: 'Enhet',
    group: 'Grupp',
    allUnits: 'Alla enheter',
    allGroups: 'Alla grupper',
    show: 'Visa',
    chooseAll: 'Välj alla',
    choose: (who: string) => `Välj ${who}`,
    byMail: 'E-post',
    byPaper: 'Papper',
    elsewhere: 'Har uppdrag även i en annan förvaltning. Bara den som är administratör i alla kan bjuda in.',
    send: 'Skicka inbjudan med e-post',
    sendBusy: 'Skickar …',
    print: 'Skriv ut koder',
    printBusy: 'Gör koder …',
    sendMore: (mail: number, all: number) =>
      `${formatNumber(mail)} av ${formatNumber(all)} har e-post. Länken gäller i sju dagar.`,
    printMore: 'Koden gäller i 30 dagar. En tidigare inbjudan till samma person slutar gälla.',
    nobodyChosen: 'Välj minst en person först.',
    invited: (n: number, left: number) =>
      `${n === 0 ? 'Ingen inbjudan skickades' : sentence(count(n, 'inbjudan är på väg', 'inbjudningar är på väg'))}.${left === 0 ? '' : ` ${sentence(count(left, 'person fick ingen', 'personer fick ingen'))}: utan e-postadress, eller med uppdrag även i en annan förvaltning.`}`,
    open: 'Öppna',
    openMore: (who: string) => `inloggningen för ${who}`,
  },
  code: {
    never: 'Inte inbjuden',
    mailValid: (made: string, until: string) =>
      `Inbjuden med e-post ${formatDate(made, 'without-year')}, gäller till ${formatDate(until, 'without-year')}`,
    sheetValid: (made: string, until: string) =>
      `Kod utskriven ${formatDate(made, 'without-year')}, gäller till ${formatDate(until, 'without-year')}`,
    expired: (made: string) => `Inbjudan från ${formatDate(made, 'without-year')} har gått ut`,
    used: (made: string) => `Koden från ${formatDate(made, 'without-year')} är använd`,
    mailWaiting: 'E-posten väntar på att skickas.',
    mailFailed: 'E-posten kom inte fram. Se efter att adressen stämmer.',
  },
  sheets: {
    title: 'Koder att skriva ut',
    say: (n: number) => `${sentence(count(n, 'kod', 'koder'))} att skriva ut`,
    more: 'Koderna visas bara nu. Skriv ut dem innan du går vidare, klipp isär och lämna var och en sin.',
    left: (n: number) =>
      `${sentence(count(n, 'person', 'personer'))} är inte med: kontot är stängt, eller har uppdrag även i en annan förvaltning.`,
    nobody: 'Inga koder gjordes.',
    print: 'Skriv ut',
    printHow: 'Skriv ut med webbläsarens utskrift.',
    done: 'Till inbjudningarna',
    donePerson: 'Tillbaka',
    invite: 'Din kod till Delaktig',
    reset: 'Din kod för ett nytt lösenord',
    steps: [
      (address: string) => `Gå till ${address}`,
      () => 'Skriv din kod',
      () => 'Välj ett lösenord',
    ] as const,
    code: 'Kod',
    after: 'Sedan loggar du in med',
    username: 'användarnamnet',
    mobile: 'mobilnumret',
    email: 'e-postadressen',
    yourMobile: 'ditt mobilnummer',
    yourEmail: 'din e-postadress',
    until: (day: string) =>
      `Koden gäller till ${formatDate(day)} och kan användas en gång. Visa den inte för någon annan.`,
  },
  person: {
    title: (who: string) => `Inloggning för ${who}`,
    back: (who: string) => `Till ${who}`,
    canSignIn: 'Har valt lösenord och kan logga in.',
    cannot: 'Har inte valt något lösenord än.',
    closed: 'Kontot är stängt.',
    elsewhere:
      'Har uppdrag även i en annan förvaltning. Därför kan du se och avsluta inloggningar, men inte ge koder eller ändra hur personen loggar in.',
    hidden: 'Skyddad identitet. E-post och mobilnummer visas inte för någon.',
    signsInWith: 'Loggar in med',
    usernameLabel: 'Användarnamn',
    usernameHint: '3 till 40 bokstäver, siffror, punkt, bindestreck eller understreck. Minst en bokstav.',
    usernameSet: (name: string) => `Användarnamnet är nu ${name}.`,
    usernameSubmit: 'Ge användarnamn',
    usernameChange: 'Byt användarnamn',
    usernameForm:
      'Användarnamnet går inte att använda. Välj 3 till 40 bokstäver eller siffror utan mellanslag, minst en bokstav.',
    usernameTaken: 'Någon annan har det användarnamnet. Välj ett annat.',
    comeIn: 'Ge en väg in',
    sendInvite: 'Skicka inbjudan med e-post',
    sendReset: 'Skicka länk för nytt lösenord',
    printInvite: 'Skriv ut kod',
    printReset: 'Skriv ut kod för nytt lösenord',
    noEmail: 'Personen har ingen e-postadress. Skriv ut en kod i stället.',
    sent: 'Länken är på väg. Den gäller i sju dagar.',
    notSent: 'Ingen länk skickades, och inget har ändrats.',
    sessions: 'Inloggad just nu',
    noSessions: 'Personen är inte inloggad någonstans.',
    end: 'Avsluta',
    endAll: 'Avsluta alla',
    sessionsMore: 'Den som avslutas loggas ut inom en sekund. Det som var sparat finns kvar.',
    ended: (n: number) =>
      n === 0
        ? 'Inloggningen var redan avslutad.'
        : `${sentence(count(n, 'inloggning', 'inloggningar'))} avslutad${n === 1 ? '' : 'e'}.`,
    forbidden: 'Du får inte göra det för den här personen. Inget har ändrats.',
  },
  mail: {
    greeting: (firstName: string) => (firstName === '' ? 'Hej!' : `Hej ${firstName}!`),
    invite: ({ greeting, link, until }: MailParts) => ({
      subject: 'Välkommen till Delaktig',
      body: `${greeting}

Du är inbjuden till Delaktig, där din enhet skriver sin plan och sin berättelse tillsammans. Öppna länken och välj ett lösenord, så är du inne:

${link}

Länken gäller till och med ${until} och kan användas en gång. Skicka den inte vidare.

Brevet kan inte besvaras. Har du frågor, vänd dig till din chef eller förvaltningens administratör.
`,
    }),
    reset: ({ greeting, link, until }: MailParts) => ({
      subject: 'Nytt lösenord till Delaktig',
      body: `${greeting}

Här väljer du ett nytt lösenord till Delaktig:

${link}

Länken gäller till och med ${until} och kan användas en gång. Skicka den inte vidare.

Har du inte bett om ett nytt lösenord? Då behöver du inte göra något: det gamla gäller tills länken används.
`,
    }),
  },
};
