import { AREAS, DIRECTIONS, SOCIAL } from '../almsjo-goals.ts';
import { prose } from '../prose.ts';
import { activity, area, board, direction, type GoalTree, indicator, unitGoal } from '../report.ts';

/** Direction 1 of last year's report: every text finished. */
export function peopleGoals(year: number): GoalTree {
  return direction(
    ...DIRECTIONS.forAll,
    area(
      ...AREAS.work,
      {},
      board(
        SOCIAL.work,
        {
          activities: [
            activity('Erbjuda minst en praktikplats i varje enhet', `${year}-01-15`, `${year}-12-31`, {
              state: 'Klar',
              responsible: 'Enhetschef',
              analysis: prose(`
                En elev från vård- och omsorgsprogrammet gjorde sina nio veckor hos boendestöd söder.`),
            }),
          ],
        },
        work(year),
      ),
    ),
    area(...AREAS.safety, {}, board(SOCIAL.safety, {}, familiarFaces(year))),
    area(...AREAS.support, {}, board(SOCIAL.support, {}, inThreeWeeks(year), ownWords(year))),
    area(...AREAS.elderly, {}, board(SOCIAL.elderly, {}, afterSixtyFive())),
  );
}

function work(year: number): GoalTree {
  return unitGoal('Fler prövar arbete eller studier', {
    status: 'not-fulfilled',
    expectedResult: prose('Minst 25 personer som har boendestöd prövar arbete, praktik eller studier.'),
    analysis: prose(`
      Under året prövade 22 personer arbete, praktik eller studier. Målet var 25. Vi började fråga alla först
      i mars, och under våren ställdes frågan på ett formulär som få fyllde i.

      Efter sommaren tog vi bort formuläret. I stället sitter en kollega på Arbetscentrum en förmiddag i veckan, och under årets sista fyra månader kom fjorton av de tjugotvå i gång. Det arbetssättet
      behåller vi.`),
    indicators: [
      indicator(year, 'Personer som prövat arbete, praktik eller studier', {
        outcome: '22 st',
        men: '13 st',
        women: '9 st',
        previous: '19 st',
        target: '25 st',
      }),
    ],
  });
}

function familiarFaces(year: number): GoalTree {
  return unitGoal('Man känner igen den som ringer på', {
    status: 'fulfilled',
    expectedResult: prose('Ingen träffar i snitt fler än sju olika medarbetare på fyra veckor.'),
    analysis: prose(`
      Den som har stöd på dagen träffade i snitt drygt sex av oss på fyra veckor. Det är färre än målet men
      fler än vi själva tycker är bra. Boendestöd norr prövade under hösten att dela in sitt område i två mindre grupper. Antalet sjönk då från sju till fem, och kollegorna upplevde att det blev
      lättare att planera sin dag. Alla områden gör likadant från årsskiftet.

      På Lyktan har var och en som bor där en kontaktperson i tjänst minst fem dagar i veckan.`),
    indicators: [
      indicator(year, 'Olika medarbetare på fyra veckor, i snitt', {
        outcome: '6,3',
        men: '6,2',
        women: '6,4',
        previous: '7,4',
        target: '7,0',
      }),
    ],
  });
}

function inThreeWeeks(year: number): GoalTree {
  return unitGoal('Stödet ska börja inom tre veckor', {
    status: 'fulfilled',
    expectedResult: prose(`
      - Minst åtta av tio får sitt första besök inom tre veckor från beslutet.
      - Den som väntar får besked om när stödet börjar.`),
    analysis: prose(`
      Av de 111 personer som fick beslut under året fick 92 sitt första besök inom tre veckor. Det är drygt
      åtta av tio, och målet är nått. Inom två veckor kom vi till 68 av dem, sex av tio. Den som fick vänta
      längre gjorde det oftast för att vi saknade någon som kunde köra bil, eller för att beslutet kom
      strax före en storhelg.

      Beskedet om när stödet börjar skickas nu med brev samma vecka som beslutet. Flera har berättat att de
      hellre hade velat bli uppringda. Vi tar med oss det till nästa år, och vi sänker gränsen till två
      veckor.`),
    indicators: [
      indicator(
        year,
        'Första besök inom 14 dagar',
        { outcome: '61 %', men: '58 %', women: '63 %', previous: '55 %', target: '60 %' },
        prose('68 av 111. Andelen var lägst i juli och december.'),
      ),
      indicator(year, 'Dagar från beslut till första besök, median', {
        outcome: '17 dagar',
        men: '18 dagar',
        women: '16 dagar',
        previous: '21 dagar',
        target: '18 dagar',
      }),
      indicator(year, 'Nöjda med hur stödet började', {
        outcome: '79 %',
        men: '80 %',
        women: '78 %',
        previous: '76 %',
        target: '80 %',
      }),
    ],
    activities: [
      activity('Brev med besked om första besöket', `${year}-02-01`, `${year}-12-31`, { state: 'Klar' }),
      activity('Gemensam introduktion för nya kollegor', `${year}-02-01`, `${year}-05-31`, {
        state: 'Klar',
        analysis: prose(`
          Fjorton nya kollegor gick introduktionen. De som arbetar natt fick den på dagtid, vilket inte
          fungerade. Nästa år hålls ett tillfälle som börjar klockan 19.`),
      }),
    ],
  });
}

function ownWords(year: number): GoalTree {
  return unitGoal('Genomförandeplanen är skriven med personens egna ord', {
    status: 'partly',
    expectedResult: prose('Minst tre av fyra planer har ett mål som personen själv har formulerat.'),
    analysis: prose(`
      I 64 procent av planerna finns ett mål med personens egna ord. Det är bättre än året innan, men en bit
      från de tre fjärdedelar som vi siktade på. Skillnaden mellan grupperna är stor. Den grupp som skrev
      planerna hemma hos personen nådde 81 procent, medan de grupper som skrev på kontoret stannade vid
      omkring hälften. Slutsatsen är enkel: planen ska skrivas hemma.`),
    indicators: [
      indicator(year, 'Planer med minst ett eget mål', {
        outcome: '64 %',
        men: '63 %',
        women: '65 %',
        previous: '47 %',
        target: '75 %',
      }),
    ],
  });
}

function afterSixtyFive(): GoalTree {
  return unitGoal('Samma stöd efter 65', {
    status: 'fulfilled',
    expectedResult: prose('Den som fyller 65 behåller sitt stöd tills en ny plan är skriven.'),
    analysis: prose(`
      Nio personer fyllde 65 under året. Alla behöll sina kontaktpersoner och tider tills en ny plan var
      skriven tillsammans med äldreomsorgen. I två fall tog det mer än fyra månader, eftersom det var
      oklart vem som skulle kalla till mötet. Vi har nu kommit överens om att det är vi som gör det.`),
  });
}
