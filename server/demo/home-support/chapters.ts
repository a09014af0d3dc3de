import { prose } from '../prose.ts';
import { goalsHeading, type Heading, heading, headingWithTable } from '../report.ts';
import { complaintsOfTheYear, incomeOfTheYear } from './tables.ts';

/** The text headings of the year's report; those that the unit has not come to yet are empty. */
export function chapters(year: number): Heading[] {
  return [
    heading('Sammanfattande analys', summary(year), heading('Medarbetarnas delaktighet', [])),
    goalsHeading(),
    heading(
      'Uppföljning av ekonomi',
      [],
      headingWithTable(
        'Analys av resultaträkning – uppföljning av driftbudget',
        economy(),
        incomeOfTheYear(year),
      ),
      heading('Investeringar', prose('Sex elcyklar för 198 tkr. Tre leasade bilar har lämnats tillbaka.')),
      heading('Medel för lokaländamål', []),
      heading('Övrigt', []),
    ),
    heading(
      'Systematiskt kvalitetsarbete',
      quality(),
      heading('Avvikelser och lex Sarah', deviations()),
      heading('Synpunkter och klagomål', []),
      heading('Extern granskning, tillsyn och brukarundersökningar', reviews(year)),
      heading('Resultat av genomförda egenkontroller', ownChecks()),
    ),
    headingWithTable('Redovisning av synpunkter och klagomål', [], complaintsOfTheYear()),
    heading('Övrigt', []),
  ];
}

function summary(year: number) {
  return prose(`
    # Verksamheten

    Enheten för hemnära stöd ger boendestöd i hela Almsjö, dag, kväll och natt, och driver stödboendet
    Lyktan med tolv lägenheter. Vi är 56 medarbetare i fem grupper. Under året hade 243 personer stöd av
    oss, och 131 personer fick ett nytt beslut.

    # Året som gick

    ${year} blev året då stödet började komma i tid. Fler än sju av tio fick sitt första besök inom två
    veckor, mot sex av tio året innan, fast besluten var tjugo fler. Vi nådde inte ända fram. Augusti blev
    tungt: tre kollegor slutade och de som var kvar tog extra pass i värmen.

    Det vi är mest nöjda med är genomförandeplanerna. Alla är omskrivna hemma hos den som de gäller, och
    det märks i samtalen. Cyklarna har gjort att vi letar mindre
    parkering och möter fler på vägen.

    # Kompetensutveckling

    Arton kollegor har gått utbildning i motiverande samtal, så att minst tre i varje grupp nu har den. Nya
    kollegor får en gemensam introduktion på två dagar, och i år höll vi för första gången en som började
    klockan 19. Nattgruppens handledning ligger på arbetstid. Sju av oss har gått en dag om psykisk ohälsa
    hos äldre tillsammans med hemtjänsten, och den dagen vill vi göra om.

    # Inför nästa år

    Ekonomin är inte i balans, och det har påverkat arbetsmiljön. Vi har beslutat om åtgärder som`);
}

function economy() {
  return prose(`
    Enhetens nettokostnad blev 51 481 tkr mot en budget på 49 600 tkr, ett underskott på 1 881 tkr.

    Personalkostnaderna överskred budgeten med 2 410 tkr. Övertid och fyllnadstid i juli till september
    står för omkring 1 100 tkr, och resten beror på att fler beslut gav fler arbetade timmar. Köp av
    verksamhet blev 1 076 tkr dyrare än planerat, allt i form av inhyrda vikarier.

    Statsbidraget för återhämtning blev 340 tkr större än väntat, och försäljningen till grannkommunen gav
    1 280 tkr mer än budgeterat. Tillsammans täcker det knappt hälften av de ökade kostnaderna.`);
}

function quality() {
  return prose(`
    Varje grupp har ett kvalitetsombud, och ombuden träffas varannan månad med enhetschefen. Vi arbetar
    efter en enkel ordning: vad hände, vad lär vi oss, vem gör vad till när. Det som är större än en grupp
    tas upp på APT.

    Under året har ombuden gått igenom rutinerna för nycklar, medicinskåp och ensamarbete. Nattgruppen har
    skrivit sin egen rutin för tysta besök, som nu används också på Lyktan.`);
}

function deviations() {
  return prose(`
    Vi skrev 40 avvikelser under året, nio fler än året innan. Vi tror inte att det har blivit sämre, utan
    att fler vågar skriva: Lyktan, som tidigare knappt skrev någon, står för tolv av dem. Mer än hälften gäller besök
    som uteblev eller gjordes på ett annat sätt än det som var bestämt. Nio gäller nycklar och larm på natten.

    En händelse utreddes enligt lex Sarah i juni. Ett kvällsbesök föll bort i övergången mellan två scheman.
    Ingen kom till skada. Sedan dess stämmer den som går av passet av listan med den som går på.`);
}

function reviews(year: number) {
  return prose(`
    Socialförvaltningens egen granskning i mars gällde dokumentationen. Den visade att våra planer är
    personliga och lätta att förstå, men att uppföljningarna ibland saknar datum.

    Den nationella brukarundersökningen gjordes i september ${year}. Av dem som svarade tycker 86 procent
    att personalen bryr sig om dem och 79 procent att de får den hjälp de vill ha.`);
}

function ownChecks() {
  return prose(`
    - Genomförandeplaner: 243 av 243 är högst ett år gamla.
    - Nyckelkvittenser: sex saknades vid kontrollen i april, ingen i oktober.
    - Basala hygienrutiner: 94 procent följsamhet på Lyktan, inte mätt i boendestödet.
    - `);
}
