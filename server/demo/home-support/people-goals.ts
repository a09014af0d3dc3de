import { AREAS, DIRECTIONS, SOCIAL } from '../almsjo-goals.ts';
import { prose } from '../prose.ts';
import { activity, area, board, direction, type GoalTree, indicator, unitGoal } from '../report.ts';

/** Direction 1 as the unit has got with it: some analyses finished, some half written, one not begun. */
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
                Två personer hade praktik hos oss, en på våren hos boendestöd norr och en på hösten hos
                stödboendet Lyktan. Den ena är nu timanställd i kvällsgruppen.`),
            }),
          ],
        },
        work(year),
      ),
    ),
    area(
      ...AREAS.safety,
      {},
      board(
        SOCIAL.safety,
        {
          activities: [
            activity(
              'Utbilda alla medarbetare i att upptäcka våld i nära relationer',
              `${year - 1}-09-01`,
              `${year}-11-30`,
              {
                state: 'Pågår',
                deviation: 'Nattgruppen har inte haft något eget tillfälle.',
                analysis: [],
              },
            ),
          ],
        },
        familiarFaces(year),
      ),
    ),
    area(...AREAS.support, {}, board(SOCIAL.support, {}, inTwoWeeks(year), ownShape(year))),
    area(...AREAS.elderly, {}, board(SOCIAL.elderly, {}, afterSixtyFive())),
  );
}

function work(year: number): GoalTree {
  return unitGoal('Fler prövar arbete eller studier', {
    status: 'fulfilled',
    expectedResult: prose(`
      - Var och en som har boendestöd får minst en gång om året frågan om arbete, praktik eller studier.
      - Minst 25 personer prövar något av dem under året.`),
    analysis: prose(`
      Under året prövade 31 personer arbete, praktik eller studier, mot 22 året innan. Nitton av dem har fortsatt. Frågan ställs numera vid köksbordet när genomförandeplanen skrivs om, och inte som en särskild
      punkt på ett formulär. Det har gjort skillnad: flera har sagt att de inte trodde att frågan gällde dem.

      Samarbetet med Arbetscentrum fungerar bra på dagtid. En kollega från boendestöd söder sitter där en
      förmiddag i veckan, och den som vill kan komma förbi utan att boka. Två företag på Verkstadsgatan tar
      emot för en provdag i taget, vilket passar dem som blir trötta av hela veckor.

      Svårast är det för den som behöver stöd på morgonen för att komma i väg. Våra första besök börjar
      halv åtta, men bussen till folkhögskolan går tio över sju. Vi har prövat tidigare morgonbesök för tre
      personer och vill fortsätta med det.`),
    indicators: [
      indicator(year, 'Personer som prövat arbete, praktik eller studier', {
        outcome: '31 st',
        men: '17 st',
        women: '14 st',
        previous: '22 st',
        target: '25 st',
      }),
    ],
    activities: [
      activity('Öppen förmiddag på Arbetscentrum varje vecka', `${year}-02-01`, `${year}-12-31`, {
        state: 'Klar',
      }),
    ],
  });
}

function familiarFaces(year: number): GoalTree {
  return unitGoal('Man känner igen den som ringer på', {
    status: 'fulfilled',
    expectedResult: prose(`
      - Ingen träffar fler än sex olika medarbetare på fyra veckor.
      - Den som ska få besök av någon ny har fått veta det dagen innan.`),
    analysis: prose(`
      Den som har stöd på dagen träffade i snitt fem av oss på fyra veckor, en färre än förra året. Vi
      har delat varje område i två mindre grupper, och inom gruppen tar vi varandras besök när någon är
      borta.

      På kvällen är gruppen liten och känd. Där har många bett om fasta par, så att det alltid är någon av
      två som kommer. Det`),
    indicators: [
      indicator(year, 'Olika medarbetare på fyra veckor, i snitt', {
        outcome: '5,1',
        men: '5,0',
        women: '5,2',
        previous: '6,3',
        target: '6,0',
      }),
      indicator(year, 'Ändrade besök som meddelats dagen innan', {
        outcome: '88 %',
        men: '87 %',
        women: '89 %',
        previous: '81 %',
        target: '90 %',
      }),
    ],
    activities: [
      activity('Två fasta grupper i varje område', `${year}-01-01`, `${year}-06-30`, { state: 'Klar' }),
      activity(
        'Meddelande dagen innan till den som får besök av någon ny',
        `${year}-03-01`,
        `${year}-12-31`,
        {
          state: 'Pågår',
          deviation: 'Fungerar inte för den som saknar mobiltelefon.',
        },
      ),
    ],
  });
}

function inTwoWeeks(year: number): GoalTree {
  return unitGoal('Stödet börjar inom två veckor', {
    status: 'partly',
    expectedResult: prose(`
      - Minst åtta av tio får sitt första besök inom två veckor från beslutet.
      - Den som väntar vet varför, och vem man kan ringa.`),
    analysis: prose(`
      Under året fick 131 personer beslut om boendestöd, tjugo fler än ${year - 1}. Till 94 av dem kom vi på
      ett första besök inom två veckor. Det är klart bättre än året innan, men inte så bra som vi lovade.
      Längst blev väntan i augusti, när tre kollegor slutade samtidigt.

      Väntan har varit ungefär lika lång på natten som på dagen. Den som behöver stöd på kvällen har oftast
      fått träffa samma två kollegor från första besöket. Det gjorde starten lugnare, skriver de som
      svarade på enkäten.

      Sedan i höstas ringer vi den som har fått ett beslut redan nästa vardag och bestämmer en första tid.
      Av de arton som vi har ringt så här långt fick sjutton sitt besök i tid. Det vill vi fortsätta med,
      och vi behöver`),
    indicators: [
      indicator(
        year,
        'Första besök inom 14 dagar',
        { outcome: '72 %', men: '69 %', women: '74 %', previous: '61 %', target: '80 %' },
        prose(`
          94 av 131. För kvinnor var det 54 av 73, för män 40 av 58. Skillnaden beror mest på augusti, då
          flera av besluten gällde män i det södra området, där vi var kortast om folk.`),
      ),
      indicator(
        year,
        'Dagar från beslut till första besök, median',
        { outcome: '11 dagar', men: '12 dagar', women: '11 dagar', previous: '17 dagar', target: '10 dagar' },
        [],
      ),
      indicator(year, 'Nöjda med hur stödet började', {
        outcome: '84 %',
        men: '82 %',
        women: '85 %',
        previous: '79 %',
        target: '85 %',
      }),
    ],
    activities: [
      activity('Ring den som fått ett beslut nästa vardag', `${year}-10-01`, `${year + 1}-06-30`, {
        state: 'Pågår som planerat',
        responsible: 'Boendestöd norr och söder',
      }),
      activity('Gemensam introduktion för nya kollegor', `${year}-02-01`, `${year}-05-31`, {
        state: 'Klar',
      }),
      activity('Egna nycklar åt nattgruppen', `${year}-03-01`, `${year}-12-31`, {
        state: 'Pågår',
        deviation: 'Leverantören blev försenad.',
        responsible: 'Maria Kokkonen',
        analysis: [],
      }),
    ],
  });
}

function ownShape(year: number): GoalTree {
  return unitGoal('Var och en formar sitt eget stöd', {
    status: 'fulfilled',
    expectedResult: prose(`
      - Alla genomförandeplaner skrivs tillsammans med den som har stödet, med personens egna ord.
      - Minst tre av fyra planer har ett mål som personen själv har kommit på.`),
    analysis: prose(`
      Alla 243 genomförandeplaner skrevs om under våren, hemma vid köksbordet och med de ord som personen
      själv använder. I 212 av dem finns nu minst ett mål som ingen av oss hade kommit på: att sova över hos
      sin syster, att laga middag åt någon, att våga öppna posten.

      Vi slutade skriva planen i systemet under besöket. I stället skriver vi på papper, läser upp och för
      in efteråt. Det tar längre tid för oss, men samtalet blir ett annat. På Lyktan har flera valt att ha
      sin plan uppsatt på kylskåpet.

      Enkäten besvarades av 88 av de 131 som fick ett nytt beslut. Åtta av tio instämmer i att de själva
      kunde bestämma hur stödet skulle se ut.`),
    indicators: [
      indicator(year, 'Planer med minst ett eget mål', {
        outcome: '87 %',
        men: '86 %',
        women: '88 %',
        previous: '64 %',
        target: '75 %',
      }),
    ],
  });
}

function afterSixtyFive(): GoalTree {
  return unitGoal('Samma stöd efter 65', {
    status: 'no-data',
    expectedResult: prose(`
      Den som fyller 65 behåller sina kontaktpersoner och sina tider tills en ny plan är skriven
      tillsammans med äldreomsorgen.`),
    analysis: [],
  });
}
