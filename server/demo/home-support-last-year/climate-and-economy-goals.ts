import { AREAS, DIRECTIONS, SOCIAL } from '../almsjo-goals.ts';
import { prose } from '../prose.ts';
import {
  activity,
  area,
  board,
  direction,
  type GoalTree,
  indicator,
  referringGoal,
  unitGoal,
} from '../report.ts';

/** Directions 2 and 3 of last year's report. */
export function climateAndEconomyGoals(year: number): GoalTree[] {
  return [
    direction(...DIRECTIONS.sustainable, area(...AREAS.travel, {}, board(SOCIAL.travel, {}, travel(year)))),
    direction(
      ...DIRECTIONS.economy,
      area(
        ...AREAS.budget,
        {
          indicators: [
            indicator(year, 'Budgetföljsamhet', {
              outcome: '99,6 %',
              previous: '101,2 %',
              target: '100 %',
              cityTarget: '100 %',
            }),
          ],
        },
        board(SOCIAL.budget, {}, withinBudget()),
      ),
      area(
        ...AREAS.employer,
        {
          indicators: [
            indicator(
              year,
              'Sjukfrånvaro',
              {
                outcome: '6,9 %',
                men: '5,8 %',
                women: '7,2 %',
                previous: '7,5 %',
                target: '7,0 %',
                cityTarget: '7,2 %',
              },
              prose(`
                Den korta frånvaron har minskat mest. I boendestöd söder har vi prövat att ringa den som är
                sjuk första dagen, inte för att kontrollera utan för att fråga hur det är.`),
            ),
            indicator(year, 'Hållbart medarbetarengagemang', {
              outcome: '79',
              men: '78',
              women: '79',
              previous: '77',
              target: '79',
              cityTarget: '80',
            }),
          ],
        },
        board(
          SOCIAL.employer,
          {},
          schedules(year),
          referringGoal('Se enhetens första mål under 1.4.', 'Stödet ska börja inom tre veckor'),
        ),
      ),
    ),
  ];
}

function travel(year: number): GoalTree {
  return unitGoal('Fyra av tio besök sker utan bil', {
    status: 'partly',
    expectedResult: prose('Minst 40 procent av besöken på dagtid sker med cykel eller till fots.'),
    analysis: prose(`
      Vi cyklade eller gick till 38 procent av besöken. De gamla cyklarna räckte inte till, och två stals i
      oktober. Tillsammans med Fastighet har vi räknat på att byta tre bilar mot elcyklar, och bytet görs
      nästa år. Den som hellre promenerar kan numera få sina besök samlade i samma kvarter.`),
    indicators: [
      indicator(year, 'Besök på dagtid med cykel eller till fots', {
        outcome: '38 %',
        previous: '31 %',
        target: '40 %',
      }),
      indicator(year, 'Körda kilometer i tjänsten', {
        outcome: '48 900',
        previous: '52 150',
        target: '50 000',
      }),
    ],
    activities: [
      activity('Räkna på att byta bilar mot elcyklar', `${year}-05-01`, `${year}-10-31`, { state: 'Klar' }),
    ],
  });
}

function withinBudget(): GoalTree {
  return unitGoal('Vi håller vår budget', {
    status: 'fulfilled',
    expectedResult: prose('Enhetens kostnader ryms i den budget vi har fått.'),
    analysis: prose(`
      Enheten lämnar ett överskott på 186 tkr. Två tjänster stod tomma under våren, vilket sparade pengar
      men slet på dem som arbetade. Överskottet är alltså inte ett tecken på att vi har fler kollegor än vi
      behöver. Från augusti är alla tjänster tillsatta.`),
  });
}

function schedules(year: number): GoalTree {
  return unitGoal('Schemat är klart i tid', {
    status: 'partly',
    expectedResult: prose('Alla grupper har sitt schema klart fem veckor i förväg.'),
    analysis: prose(`
      Tre av fem grupper hade sina scheman klara fem veckor i förväg hela året. Kvällsgruppen och
      nattgruppen hade det inte, främst för att ändringar på dagen slår igenom på kvällen. På APT i november
      föreslog kvällsgruppen att varje grupp ska lägga sitt eget schema och att grupperna stämmer av med
      varandra en gång i månaden. Det prövas från mars.`),
    indicators: [
      indicator(year, 'Schemat går att förena med livet i övrigt', {
        outcome: '58 %',
        men: '61 %',
        women: '57 %',
        previous: '60 %',
        target: '70 %',
      }),
    ],
  });
}
