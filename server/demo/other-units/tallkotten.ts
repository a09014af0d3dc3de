import type { Interchange } from '@delaktig/domain';
import { AREAS, DIRECTIONS, EDUCATION } from '../almsjo-goals.ts';
import { prose } from '../prose.ts';
import {
  activity,
  area,
  board,
  direction,
  type GoalTree,
  goalsHeading,
  heading,
  indicator,
  report,
  unitGoal,
} from '../report.ts';

/** A preschool of the other administration: what nobody in Socialförvaltningen may see. */
export function tallkotten(year: number): Interchange {
  return report({
    kind: 'VB',
    year,
    title: `Verksamhetsberättelse ${year}`,
    unit: 'Förskolan Tallkotten',
    header: {
      officer: 'Petra Lundgren',
      phone: '040-628 04 57',
      addressee: 'Barn- och utbildningsnämnden',
      registryNumber: `BUN ${year}/0117`,
      administration: 'Utbildningsförvaltningen',
      email: 'tallkotten@almsjo.example',
    },
    appendices: [],
    headings: [
      heading(
        'Sammanfattande analys',
        prose(`
          Tallkotten har fyra avdelningar och 68 barn. Vi är 15 pedagoger, sex av dem förskollärare, och
          en kock. Årets stora glädje är skogsgruppen, som är ute tre förmiddagar i veckan. Årets bekymmer är
          ljudet i den nya hallen.

          I augusti tog vi emot 19 nya barn. Vi skolade in dem under tre dagar tillsammans med föräldrarna,
          som var med hela tiden, och sedan under så många dagar som barnet behövde. Föräldrarna har sagt
          att de gick härifrån med ett lugn som de inte hade väntat sig.`),
      ),
      goalsHeading(),
      heading('Uppföljning av ekonomi', []),
      heading(
        'Systematiskt kvalitetsarbete',
        prose(`
          Varje avdelning dokumenterar ett utforskande per termin. I juni läste vi varandras och valde ut tre
          saker som alla ska pröva under hösten.`),
      ),
    ],
    goals: goals(year),
  });
}

function goals(year: number): GoalTree[] {
  return [
    direction(
      ...DIRECTIONS.forAll,
      area(...AREAS.children, {}, board(EDUCATION.children, {}, languages(year), forest(year))),
    ),
    direction(...DIRECTIONS.sustainable, area(...AREAS.food, {}, board(EDUCATION.food, {}))),
    direction(
      ...DIRECTIONS.economy,
      area(
        ...AREAS.employer,
        {
          indicators: [
            indicator(year, 'Sjukfrånvaro', {
              outcome: '9,2 %',
              men: '6,4 %',
              women: '9,5 %',
              previous: '8,8 %',
              target: '8,0 %',
              cityTarget: '7,0 %',
            }),
          ],
        },
        board(EDUCATION.employer, {}, sound(year)),
      ),
    ),
  ];
}

function languages(year: number): GoalTree {
  return unitGoal('Alla barns språk hörs på Tallkotten', {
    status: 'fulfilled',
    expectedResult: prose(`
      - Barnen får varje dag höra högläsning på svenska, och varje vecka på något annat av barnens språk.
      - Vårdnadshavare vet hur de kan låna böcker.`),
    analysis: prose(`
      Vi har läst högt varje dag efter lunch. Biblioteket har hjälpt oss att få böcker på tigrinja, finska
      och arabiska, och sju föräldrar har kommit och läst. Lånepåsen går hem på fredagar och är tillbaka
      på måndagar, oftast med en teckning i.`),
    indicators: [
      indicator(year, 'Vårdnadshavare som lånat bokpåse', {
        outcome: '82 %',
        previous: '54 %',
        target: '75 %',
      }),
    ],
  });
}

function forest(year: number): GoalTree {
  return unitGoal('Skogen är vårt största rum', {
    status: 'fulfilled',
    expectedResult: prose('Alla barn som fyllt tre är i skogen minst två förmiddagar i veckan.'),
    analysis: prose(`
      Skogsgruppen har varit ute i alla väder utom två stormdagar. Barnen har följt en myrstack från april
      till oktober och vet nu mer om myror än vi. De yngsta har haft sin egen bit av skogen, strax bakom staketet,
      där`),
    activities: [
      activity('Vindskydd vid Tjärnkullen', `${year}-04-01`, `${year}-06-15`, {
        state: 'Klar',
        analysis: prose('Byggt av två farfäder, en mamma och vaktmästaren under en lördag i maj.'),
      }),
    ],
  });
}

function sound(year: number): GoalTree {
  return unitGoal('Man hör vad man själv tänker', {
    status: 'not-fulfilled',
    expectedResult: prose('Ljudnivån i hallen är högst 70 decibel när barnen går ut.'),
    analysis: [],
    indicators: [
      indicator(year, 'Ljudnivå i hallen, decibel', { outcome: '78', previous: '76', target: '70' }),
    ],
    activities: [
      activity('Ljudplattor i hallen', `${year}-08-15`, `${year}-10-31`, {
        state: 'Inte påbörjad',
        deviation: 'Väntar på besked från Fastighet.',
      }),
    ],
  });
}
