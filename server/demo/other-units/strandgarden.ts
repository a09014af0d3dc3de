import type { Interchange } from '@delaktig/domain';
import { AREAS, DIRECTIONS, SOCIAL } from '../almsjo-goals.ts';
import { prose } from '../prose.ts';
import {
  activity,
  area,
  board,
  direction,
  type GoalTree,
  goalsHeading,
  heading,
  headingWithTable,
  indicator,
  report,
  unitGoal,
} from '../report.ts';
import { incomeStatement } from '../tables.ts';

/** A home for the elderly: a smaller report, a draft that its manager has just begun. */
export function strandgarden(year: number): Interchange {
  return report({
    kind: 'VB',
    year,
    title: `Verksamhetsberättelse ${year}`,
    unit: 'Strandgårdens vård- och omsorgsboende',
    header: {
      officer: 'Peter Salonen',
      phone: '040-628 04 31',
      addressee: 'Socialnämnden',
      registryNumber: `SN ${year}/0415`,
      administration: 'Socialförvaltningen',
      email: 'strandgarden@almsjo.example',
    },
    appendices: [],
    headings: [
      heading(
        'Sammanfattande analys',
        prose(`
          Strandgården har 48 lägenheter på två våningar vid sjön. Under året har vi fått tillbaka det lugn
          som saknades efter renoveringen. De som bor här äter tillsammans igen, och trädgården är öppen.

          Vi är 61 medarbetare. Nio av tio är tillsvidareanställda, och av dem som började under året är alla
          utom två kvar. Nattens bemanning har ökat med en person på våning 2, efter förslag från dem som
          arbetar där.`),
      ),
      goalsHeading(),
      heading(
        'Uppföljning av ekonomi',
        [],
        headingWithTable('Analys av resultaträkning – uppföljning av driftbudget', [], income(year)),
      ),
      heading(
        'Systematiskt kvalitetsarbete',
        prose(`
          Fallen har minskat från 214 till 171 på ett år. Efter varje fall träffas de som var i tjänst en kvart
          och går igenom vad som hände, medan minnet är färskt. Sjuksköterskan och arbetsterapeuten är med
          en gång i veckan. Det vanligaste vi har ändrat är belysningen mellan säng och toalett.

          Vi har lämnat 96 avvikelser, tio färre än året innan. Ungefär en tredjedel gäller läkemedel som getts
          för sent. Våning 1 har infört en egen klocka för läkemedel vid frukosten, och därefter har de sena
          doserna där nästan försvunnit.`),
      ),
    ],
    goals: goals(year),
  });
}

function goals(year: number): GoalTree[] {
  return [
    direction(...DIRECTIONS.forAll, area(...AREAS.elderly, {}, board(SOCIAL.elderly, {}, ownDay(year)))),
    direction(...DIRECTIONS.sustainable, area(...AREAS.food, {}, board(SOCIAL.food, {}, meals(year)))),
    direction(
      ...DIRECTIONS.economy,
      area(
        ...AREAS.employer,
        {
          indicators: [
            indicator(year, 'Sjukfrånvaro', {
              outcome: '8,4 %',
              men: '7,0 %',
              women: '8,7 %',
              previous: '9,1 %',
              target: '8,0 %',
              cityTarget: '7,0 %',
            }),
          ],
        },
        board(SOCIAL.employer, {}),
      ),
    ),
  ];
}

function ownDay(year: number): GoalTree {
  return unitGoal('Dagen börjar när man själv vill', {
    status: 'partly',
    expectedResult: prose(`
      - Var och en bestämmer när det är morgon, och frukosten är framme till klockan elva.
      - Alla har minst en egen stund i veckan med sin kontaktperson.`),
    analysis: prose(`
      På våning 1 har frukosten sedan i mars stått framme från sju till elva. Det har blivit tystare om
      morgnarna och färre som tackar nej till maten. På våning 2 har vi inte kommit lika långt, eftersom
      läkemedlen ges`),
    indicators: [
      indicator(year, 'Kan oftast påverka vilka tider man får hjälp', {
        outcome: '68 %',
        men: '71 %',
        women: '67 %',
        previous: '59 %',
        target: '70 %',
      }),
    ],
    activities: [
      activity('Frukost till klockan elva på båda våningarna', `${year}-03-01`, `${year}-12-31`, {
        state: 'Pågår',
        deviation: 'Våning 2 börjar efter årsskiftet.',
      }),
    ],
  });
}

function meals(year: number): GoalTree {
  return unitGoal('Maten bestäms av dem som äter den', {
    status: 'fulfilled',
    expectedResult: prose('Matrådet träffas varje månad och väljer minst fyra rätter till nästa meny.'),
    analysis: prose(`
      Matrådet har träffats elva gånger. Pannkakstorsdagen är tillbaka och strömmingen har fått en egen dag.
      Sedan vi började ställa fram maten i karotter på bordet har svinnet minskat från 61 till 43 gram per
      portion.`),
    indicators: [
      indicator(year, 'Matsvinn per portion, gram', { outcome: '43', previous: '61', target: '45' }),
    ],
  });
}

/** In thousands of kronor: 162 under budget. */
function income(year: number) {
  return incomeStatement(
    year,
    [
      ['Hyresintäkter', 4210, 4180],
      ['Avgifter', 2964, 2900],
      ['Bidrag', 640, 600],
    ],
    [
      ['Personalkostnader', 38450, 38600],
      ['Lokalkostnader', 7120, 7100],
      ['Livsmedel', 2316, 2340],
      ['Övriga kostnader', 1886, 1760],
    ],
  );
}
