import { prose } from './prose.ts';
import type { BoardText } from './report.ts';

/** The goals of Almsjö's council and of its boards: the same words in the reports of every unit. */
export const DIRECTIONS = {
  forAll: ['1', 'Ett Almsjö för alla'],
  sustainable: ['2', 'Ett hållbart Almsjö'],
  economy: ['3', 'En stark ekonomi'],
} as const;

export const AREAS = {
  work: ['1.1', 'Vägen till arbete är kort'],
  children: ['1.2', 'Alla barn i Almsjö får en bra start'],
  safety: ['1.3', 'Almsjö är tryggt att leva i'],
  support: ['1.4', 'Den som behöver stöd i Almsjö får det i tid, och det håller god kvalitet'],
  elderly: ['1.5', 'Äldre bestämmer själva'],
  travel: ['2.3', 'Resorna sliter mindre på klimatet'],
  food: ['2.4', 'Maten är god för både människor och mark'],
  budget: ['3.1', 'Budgeten är i balans'],
  employer: ['3.2', 'Almsjö är en bra arbetsgivare'],
} as const;

/** Socialnämnden. */
export const SOCIAL: Record<
  'work' | 'safety' | 'support' | 'elderly' | 'travel' | 'food' | 'budget' | 'employer',
  BoardText
> = {
  work: {
    title: 'Fler invånare försörjer sig själva',
    description: prose(`
      Nämnden bidrar genom att se arbete och studier som en möjlig del av varje människas liv, också för
      den som behöver stöd i vardagen. Samarbetet med Arbetscentrum, folkhögskolan och de lokala
      företagen byggs ut så att steget till en första praktikplats blir kortare.

      Nämndens enheter är dessutom arbetsplatser. De tar emot praktikanter, elever och sommarjobbare.`),
    expectedResult: prose(`
      - Fler som har stöd från nämnden prövar arbete, praktik eller studier.
      - Varje enhet tar emot minst en praktikant om året.
      - Kvinnor och män får frågan lika ofta.`),
  },
  safety: {
    title: 'Invånarna känner sig trygga hemma och ute',
    description: prose(`
      Trygghet byggs av återkommande möten. Den som får stöd i sitt hem ska veta vem som kommer, när det
      sker och vart man vänder sig när något inte stämmer. Medarbetarna kan upptäcka våld i nära
      relationer och vet hur de frågar.`),
    expectedResult: prose(`
      Den som får stöd i hemmet möter ett begränsat antal medarbetare och får besked om ändringar i tid.
      Medarbetarna har kunskap om våld i nära relationer.`),
  },
  support: {
    title: 'Invånarna kan leva ett självständigt liv hemma',
    description: prose(`
      Förvaltningen erbjuder stöd som utgår från vad var och en vill klara själv. Besluten följs upp minst
      en gång om året tillsammans med den som har dem.

      Stödet ges på det sätt och de tider som passar personens dag. När flera verksamheter är inblandade
      finns en samordnad plan, så att ingen behöver berätta samma sak två gånger.`),
    expectedResult: prose(`
      - Stödet är lätt att förstå, lätt att få och lätt att ändra.
      - Kvinnor och män får ett likvärdigt stöd.`),
  },
  elderly: {
    title: 'Äldre har inflytande över sin vardag',
    description: prose(`
      Den som är äldre bestämmer över sin dag, sina måltider och sitt sällskap. Övergången mellan olika
      former av stöd är mjuk, och en åldersgräns är aldrig ensamt skäl till att stödet ändras.`),
    expectedResult: prose(`
      Fler äldre upplever att de kan påverka när och hur de får sitt stöd. Den som byter stödform behåller
      sina kontakter så länge det är möjligt.`),
  },
  travel: {
    title: 'Nämndens resor blir färre och fossilfria',
    description: prose(`
      Resor i tjänsten sker till fots, med cykel eller med kollektivtrafik när det går, annars med elbil.
      Enheterna planerar besöken så att sträckorna blir korta.`),
    expectedResult: prose(`
      - Antalet körda kilometer i tjänsten minskar med tio procent på två år.
      - Alla nya fordon är elbilar eller cyklar.`),
  },
  food: {
    title: 'Maten i nämndens verksamheter är god, näringsrik och hållbar',
    description: prose(`
      Måltiden är en av dagens viktigaste stunder. Råvarorna väljs efter årstid, och det som blir över tas
      om hand. Menyn bestäms tillsammans med dem som äter.`),
    expectedResult: prose('Matsvinnet minskar och fler är nöjda med sina måltider.'),
  },
  budget: {
    title: 'Nämndens verksamheter håller sin budget',
    description: prose(`
      Varje chef följer sin ekonomi månad för månad tillsammans med controllern. En avvikelse beskrivs
      tidigt, med orsak och åtgärd, så att nämnden hinner ta ställning.`),
    expectedResult: prose('Nämndens samlade utfall ryms i den budget som fullmäktige har beslutat.'),
  },
  employer: {
    title: 'Nämnden är en arbetsgivare att stanna hos',
    description: prose(`
      Medarbetare som trivs och får påverka sitt arbete ger ett bättre stöd. Heltid är norm för nya
      anställningar. Scheman läggs tillsammans med dem som ska arbeta efter dem, och introduktionen är
      lika god för den som arbetar natt eller är timanställd.`),
    expectedResult: prose(`
      - Sjukfrånvaron minskar till högst 7,0 procent.
      - Färre medarbetare slutar under sitt första år.
      - Alla chefer har högst 30 medarbetare.`),
  },
};

/** Barn- och utbildningsnämnden. */
export const EDUCATION: Record<'children' | 'food' | 'employer', BoardText> = {
  children: {
    title: 'Barnen i förskolan utvecklar språk, lek och nyfikenhet',
    description: prose(`
      Förskolan är till för alla barn och möter varje barn där det är. Barngrupperna är så små att barnen
      hinner bli sedda, och undervisningen utgår från det som barnen undrar över. Barn som har ett annat
      modersmål än svenska får höra och använda båda sina språk.`),
    expectedResult: prose(`
      - Vårdnadshavare upplever att barnet är tryggt och har roligt i förskolan.
      - Varje barns språk följs och stöds.
      - Flickor och pojkar får samma utrymme.`),
  },
  food: {
    title: 'Måltiderna är en del av undervisningen',
    description: prose(`
      Barnen är med och dukar, smakar och odlar. Köket och avdelningarna planerar tillsammans.`),
    expectedResult: prose('Barnen äter mer grönt och slänger mindre.'),
  },
  employer: {
    title: 'Förskolans medarbetare har en arbetsdag som håller',
    description: prose(`
      Planeringstid är planeringstid. Vikarier introduceras innan de arbetar ensamma, och ljudnivån är en
      arbetsmiljöfråga för både barn och vuxna.`),
    expectedResult: prose('Sjukfrånvaron minskar och fler barnskötare utbildar sig till förskollärare.'),
  },
};
