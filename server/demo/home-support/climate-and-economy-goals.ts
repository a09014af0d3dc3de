import { AREAS, DIRECTIONS, SOCIAL } from '../almsjo-goals.ts';
import { prose } from '../prose.ts';
import { activity, area, board, direction, type GoalTree, indicator, unitGoal } from '../report.ts';

/** Directions 2 and 3: the bicycles are done, the money hurts, and the goal on new colleagues waits. */
export function climateAndEconomyGoals(year: number): GoalTree[] {
  return [
    direction(...DIRECTIONS.sustainable, area(...AREAS.travel, {}, board(SOCIAL.travel, {}, bicycles(year)))),
    direction(
      ...DIRECTIONS.economy,
      area(
        ...AREAS.budget,
        {
          indicators: [
            indicator(
              year,
              'Budgetföljsamhet',
              { outcome: '103,8 %', previous: '99,6 %', target: '100 %', cityTarget: '100 %' },
              prose('Nettoutfall 51 481 tkr mot budget 49 600 tkr. Siffran är avstämd med controllern.'),
            ),
          ],
        },
        board(SOCIAL.budget, {}, withinBudget(year)),
      ),
      area(
        ...AREAS.employer,
        {
          indicators: [
            indicator(
              year,
              'Sjukfrånvaro',
              {
                outcome: '7,8 %',
                men: '6,1 %',
                women: '8,2 %',
                previous: '6,9 %',
                target: '6,5 %',
                cityTarget: '7,0 %',
              },
              [],
            ),
            indicator(year, 'Sjukfrånvaro dag 1–14', {
              outcome: '3,1 %',
              men: '2,6 %',
              women: '3,3 %',
              previous: '2,9 %',
              target: '2,8 %',
            }),
            indicator(year, 'Hållbart medarbetarengagemang', {
              outcome: '78',
              men: '77',
              women: '78',
              previous: '79',
              target: '80',
              cityTarget: '80',
            }),
          ],
        },
        board(SOCIAL.employer, {}, liveableSchedules(year), peopleStay(year)),
      ),
    ),
  ];
}

function bicycles(year: number): GoalTree {
  return unitGoal('Vi cyklar till hälften av besöken', {
    status: 'fulfilled',
    expectedResult: prose(`
      - Hälften av besöken på dagtid sker med cykel eller till fots.
      - Den som inte kan eller vill cykla har ändå en arbetsdag som fungerar.`),
    analysis: prose(`
      Vi cyklade eller gick till 51 procent av besöken på dagen, mot 38 procent året innan. De sex nya
      elcyklarna kom i april och har tillsammans gått drygt 900 mil. Två av dem har låda, så att veckans
      matkassar får plats.

      På hela året lät vi cyklarna stå elva dagar för halkans skull. Däremot saknas det fortfarande ett
      ställe att torka kläder på i lokalen vid Kvarnbron. Fastighet har lovat ett torkskåp. Den som inte
      kan cykla har fått besök som ligger nära varandra, eller en av de tre bilar som är kvar.

      I maj blev cykelresorna räknade två gånger när vi bytte system. Siffran är nu rättad.`),
    indicators: [
      indicator(year, 'Besök på dagtid med cykel eller till fots', {
        outcome: '51 %',
        previous: '38 %',
        target: '50 %',
      }),
      indicator(year, 'Körda kilometer i tjänsten', {
        outcome: '41 320',
        previous: '48 900',
        target: '46 000',
      }),
    ],
    activities: [
      activity('Byta tre bilar mot sex elcyklar', `${year}-01-15`, `${year}-04-30`, { state: 'Klar' }),
      activity('Torkskåp i lokalen vid Kvarnbron', `${year}-09-01`, `${year}-12-15`, {
        state: 'Pågår',
        responsible: 'Fastighet',
      }),
    ],
  });
}

function withinBudget(year: number): GoalTree {
  return unitGoal('Vi håller vår budget', {
    status: 'not-fulfilled',
    expectedResult: prose(`
      - Enhetens kostnader ryms i den budget vi har fått.
      - Vi köper inte in vikarier när vi kan lösa det inom gruppen.`),
    analysis: prose(`
      Enheten gick 1 881 tkr över budget. Ungefär hälften uppstod mellan juli och september, när
      semestrarna och tre uppsägningar föll på samma veckor. Vi köpte då vikarier från ett
      bemanningsföretag för 1 076 tkr mer än planerat, och övertiden ökade.

      Tjugo fler beslut än året innan gav också fler timmar. Intäkterna ökade, men inte lika mycket som
      kostnaderna, eftersom de nya besluten är på få timmar och utspridda över hela kommunen.

      Åtgärder som vi har beslutat om:

      - semestrarna läggs i mars och vikarierna anställs i april
      - boendestöd norr och söder delar på turerna mellan klockan 15 och 17
      - `),
    activities: [
      activity('Månadsuppföljning med controllern i varje grupp', `${year}-02-01`, `${year}-12-31`, {
        state: 'Klar',
        analysis: prose(`
          Vi har tittat på siffrorna i alla fem grupper, en månad i taget. Det var nytt för många och ledde
          till att vi hittade två hyrbilar som ingen använde.`),
      }),
    ],
  });
}

function liveableSchedules(year: number): GoalTree {
  return unitGoal('Scheman som går att leva med', {
    status: 'partly',
    expectedResult: prose(`
      - Ingen har delade turer mer än två helger av fem.
      - Schemat är klart fem veckor i förväg.
      - Den som är timanställd får veta sina pass minst två veckor innan.`),
    analysis: prose(`
      Sedan mars lägger varje grupp sitt eget schema. Fyra av fem grupper har hållit fem veckors
      framförhållning hela året. I enkäten säger 71 procent att schemat går att förena med livet i övrigt,
      mot 58 procent i fjol.

      Helgerna är det som skaver. I kvällsgruppen har flera haft delade turer`),
    indicators: [
      indicator(year, 'Schemat går att förena med livet i övrigt', {
        outcome: '71 %',
        men: '74 %',
        women: '70 %',
        previous: '58 %',
        target: '75 %',
      }),
    ],
    activities: [
      activity('Varje grupp lägger sitt eget schema', `${year}-03-01`, `${year}-12-31`, {
        state: 'Pågår',
        responsible: 'Maria Kokkonen',
      }),
      activity('Riskbedömning av helgschemat', `${year}-11-01`, `${year + 1}-02-28`, {
        state: 'Inte påbörjad',
        responsible: 'Annika Lindahl och skyddsombudet',
      }),
    ],
  });
}

function peopleStay(year: number): GoalTree {
  return unitGoal('Nya kollegor vill stanna', {
    status: null,
    expectedResult: prose(`
      - Alla nya, också timanställda, går bredvid i minst fyra pass.
      - Minst nio av tio är kvar efter sex månader.`),
    analysis: [],
    indicators: [
      indicator(year, 'Kvar efter sex månader', { outcome: '11 av 14', previous: '9 av 13', target: '90 %' }),
    ],
  });
}
