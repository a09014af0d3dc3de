import { prose } from '../prose.ts';
import { goalsHeading, type Heading, heading, headingWithTable } from '../report.ts';
import { complaints, incomeStatement } from '../tables.ts';

/** The text headings of last year's report, all of them written. */
export function chapters(year: number): Heading[] {
  return [
    heading('Sammanfattande analys', summary(year), heading('Medarbetarnas delaktighet', participation())),
    goalsHeading(),
    heading(
      'Uppföljning av ekonomi',
      [],
      headingWithTable('Analys av resultaträkning – uppföljning av driftbudget', economy(), income(year)),
      heading('Investeringar', prose('Enheten har inte gjort några investeringar under året.')),
      heading('Övrigt', []),
    ),
    heading(
      'Systematiskt kvalitetsarbete',
      prose(`
        Under året fick varje grupp ett kvalitetsombud. Ombuden har gått en halvdags utbildning och har en
        timme i månaden avsatt. De viktigaste förbättringarna har varit små: en gemensam kalender för
        nycklar, en checklista för det första besöket och en lista över vem man ringer när något händer på
        natten.`),
      heading(
        'Avvikelser och lex Sarah',
        prose(`
          Vi skrev 31 avvikelser. De flesta gällde besök som blev försenade eller inställda. Ingen händelse
          har utretts enligt lex Sarah. Vi tror att antalet avvikelser är för lågt, eftersom en av grupperna
          bara skrev en enda på hela året.`),
      ),
      heading(
        'Synpunkter och klagomål',
        prose(`
          Nitton klagomål kom in, de flesta om att det kom någon ny utan förvarning. Alla har fått svar inom
          en vecka. Klagomålen har tagits upp på APT i den grupp som de gällde.`),
      ),
      heading(
        'Resultat av genomförda egenkontroller',
        prose(`
          Dokumentationen granskades i april och oktober. Andelen planer som var högst ett år gamla ökade
          från 83 till 97 procent. Vid kontrollen av nycklar saknades elva kvittenser, alla från natten.`),
      ),
    ),
    headingWithTable('Redovisning av synpunkter och klagomål', [], complaintsTable()),
  ];
}

function summary(year: number) {
  return prose(`
    # Verksamheten

    Enheten för hemnära stöd ger boendestöd dag, kväll och natt och driver stödboendet Lyktan. Vid årets
    slut var vi 54 medarbetare i fem grupper. 221 personer hade stöd av oss, och 111 personer fick ett nytt
    beslut under året.

    # Året som gick

    Under ${year} lärde vi oss hur mycket den första kontakten betyder. Fler fick sitt första besök i tid,
    och de som fick besked om när vi skulle komma var lugnare under väntan. Vi har också sett att en plan
    som skrivs hemma blir en annan plan än den som skrivs på kontoret.

    Allt gick inte som vi hade tänkt. För få prövade arbete eller studier, schemana för kväll och natt blev
    klara för sent, och cyklarna räckte inte till. I alla tre fallen vet vi varför, och vi har ändrat
    arbetssätt inför nästa år.

    # Kompetensutveckling

    Tolv kollegor har gått utbildning i motiverande samtal. Nattgruppen har haft handledning var sjätte
    vecka, på sin egen arbetstid. Alla nya har gått den webbaserade introduktionen.`);
}

function participation() {
  return prose(`
    Utkastet skickades till alla medarbetare med e-post i början av januari. Berättelsen togs upp på APT i
    tre av de fem grupperna. Kvällsgruppen och nattgruppen fick den för läsning. Vi vill hitta ett bättre
    sätt till nästa år, så att också den som arbetar natt kan vara med innan texten är färdig.`);
}

function economy() {
  return prose(`
    Nettokostnaden blev 46 714 tkr mot en budget på 46 900 tkr, ett överskott på 186 tkr.

    Personalkostnaderna blev 580 tkr lägre än budget, eftersom två tjänster var vakanta fram till augusti.
    Lokalkostnaderna blev högre när Lyktan fick nytt brandlarm. Försäljningen till grannkommunen minskade
    under våren och tog sig igen under hösten.`);
}

/** In thousands of kronor: 186 under budget. */
function income(year: number) {
  return incomeStatement(
    year,
    [
      ['Bidrag', 870, 850],
      ['Avgifter', 392, 400],
      ['Försäljning av verksamhet', 4906, 5000],
      ['Övriga externa intäkter', 148, 150],
    ],
    [
      ['Personalkostnader', 46920, 47500],
      ['Övriga personalkostnader', 644, 650],
      ['Lokalkostnader', 2968, 2750],
      ['Entreprenader och köp av verksamhet', 862, 800],
      ['Fordon och cyklar', 498, 450],
      ['Övriga kostnader', 1138, 1150],
    ],
  );
}

function complaintsTable() {
  return complaints([
    {
      question: 'Avvikelser enligt SoL – vem har identifierat avvikelsen?',
      rows: [
        ['Medarbetare', 7, 10, 9],
        ['Extern samverkanspart', 1, 2, 2],
      ],
    },
    {
      question: 'Vem avser avvikelsen?',
      rows: [
        ['Den egna verksamheten', 6, 10, 8],
        ['Annan verksamhet', 2, 2, 3],
      ],
    },
    {
      question: 'Vad har avvikelsen berört?',
      rows: [
        ['Brister i utförande av insats', 5, 8, 7, 'Försenade och inställda besök.'],
        ['Brister i information', 2, 2, 2],
        ['Nycklar och larm', 1, 2, 2],
      ],
    },
    {
      question: 'Från vem har klagomål eller synpunkt kommit?',
      rows: [
        ['Den som har stödet', 3, 5, 4],
        ['Närstående', 2, 3, 2],
      ],
    },
    {
      question: 'Vad gällde klagomålet eller synpunkten?',
      rows: [
        [
          'Bemanning och kontinuitet',
          3,
          6,
          3,
          'Någon ny kom utan förvarning. Områdena delas i mindre grupper.',
        ],
        ['Försenad eller utebliven insats', 2, 2, 3],
      ],
    },
    { question: 'Beröm', rows: [['Antal beröm', 3, 4, 4]] },
    { question: 'Återkoppling', rows: [['Antal klagomål där återkoppling har lämnats', 5, 8, 6]] },
    { question: 'Åtgärder', rows: [['Antal klagomål där åtgärder har vidtagits', 2, 5, 4]] },
  ]);
}
