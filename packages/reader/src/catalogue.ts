/**
 * The city council's goals by the years of the budget that fixed them. The catalogue is incomplete: a title that
 * is missing here is no sign that a report is wrong. Numbers are null where no source gives them.
 */
export type Catalogue = { years: number[]; goals: [number: string | null, title: string][] };

export const CATALOGUES: Catalogue[] = [
  {
    years: [2023, 2024, 2025],
    goals: [
      ['1', 'Ett Stockholm som håller samman med en stark och jämlik välfärd i hela staden'],
      ['2', 'Ett grönt och fossilfritt Stockholm som leder en rättvis klimatomställning'],
      ['3', 'Ett Stockholm med en stabil och hållbar ekonomi med utbildning, jobb och bostäder för alla'],
      ['1.3', 'Stockholms stad ska ge stöd och omsorg där behoven är som störst'],
      ['1.5', 'Alla stockholmare ska ha tillgång till ett rikt kultur-, idrotts- och föreningsliv'],
      ['2.1', 'Stockholm ska bli klimatpositivt – genom minskade utsläpp och ökad koldioxidlagring'],
      ['2.2', 'Stockholm ska vara en stad där den biologiska mångfalden ökar'],
      ['3.4', 'Medarbetare i Stockholm ska ges goda förutsättningar att göra ett bra jobb'],
    ],
  },
  {
    years: [2019, 2020, 2021, 2022],
    goals: [
      ['1', 'En modern storstad med möjligheter och valfrihet för alla'],
      ['2', 'En hållbart växande och dynamisk storstad med hög tillväxt'],
      ['3', 'En ekonomiskt hållbar och innovativ storstad för framtiden'],
      ['1.1', 'I Stockholm är människor självförsörjande och vägen till arbete och svenskkunskaper är kort'],
      ['1.2', 'Stockholm är en trygg, säker och välskött stad att bo och vistas i'],
      [
        '1.3',
        'I Stockholm når barn sin fulla potential då Stockholms skolor och förskolor är de bästa i Sverige',
      ],
      [
        '1.4',
        'I Stockholm får människor i behov av stöd insatser i tid präglade av hög kvalitet, evidens och rättssäkerhet',
      ],
      ['1.5', 'I Stockholm har äldre en tillvaro som präglas av hög kvalitet, trygghet och självbestämmande'],
      [
        '2.1',
        'Stockholm har Sveriges bästa företagsklimat och ett internationellt konkurrenskraftigt näringsliv',
      ],
      [
        '2.2',
        'Stockholm byggs attraktivt, tätt och funktionsblandat utifrån människors och verksamheters skiftande behov',
      ],
      ['2.3', 'Stockholms infrastruktur främjar effektiva och hållbara transporter samt god framkomlighet'],
      ['2.4', 'Stockholm är en modern kultur- och evenemangsstad med en stark besöksnäring'],
      ['2.5', 'Stockholm är en hållbar stad med en god livsmiljö'],
      ['3.1', 'Stockholm har en budget i balans och långsiktigt hållbara finanser'],
      ['3.2', 'Stockholm använder skattemedlen effektivt till största nytta för stockholmarna'],
    ],
  },
  {
    years: [2016, 2017, 2018],
    goals: [
      ['1', 'Ett Stockholm som håller samman'],
      ['2', 'Ett klimatsmart Stockholm'],
      ['3', 'Ett ekonomiskt hållbart Stockholm'],
      ['4', 'Ett demokratiskt hållbart Stockholm'],
      ['1.1', 'Alla barn i Stockholm har goda och jämlika uppväxtvillkor'],
      ['1.2', 'Tidiga sociala insatser skapar jämlika livschanser för alla'],
      ['1.3', 'Stockholm är en stad med levande och trygga stadsdelar'],
      ['1.4', 'Stockholm är en stad med högt bostadsbyggande där alla kan bo'],
      ['1.5', 'Stockholm har ett rikt utbud av idrott och fritid som är tillgängligt för alla'],
      ['1.6', 'Alla stockholmare har nära till kultur och eget skapande'],
      ['1.7', 'Alla äldre har en trygg ålderdom och får en äldreomsorg av god kvalitet'],
      ['2.1', 'Energianvändningen är hållbar'],
      ['2.2', 'Transporter i Stockholm är miljöanpassade'],
      ['2.3', 'Stockholm har en hållbar mark- och vattenanvändning'],
      ['2.4', 'Stockholms kretslopp är resurseffektiva'],
      ['2.5', 'Stockholms miljö är giftfri'],
      ['2.6', 'Inomhusmiljön i Stockholm är sund'],
      ['3.5', 'Stockholms stads ekonomi är långsiktigt hållbar'],
      ['4.1', 'Stockholm är en jämställd stad där makt och resurser fördelas lika'],
      ['4.2', 'Stockholms stad är en bra arbetsgivare med goda arbetsvillkor'],
      [
        '4.3',
        'Stockholm är en stad som lever upp till mänskliga rättigheter och är fritt från diskriminering',
      ],
      [
        '4.4',
        'Stockholm är en stad som respekterar och lever upp till barnets rättigheter i enlighet med FN:s barnkonvention',
      ],
      ['4.5', 'Stockholm är en stad där ingen behöver vara rädd för våld'],
      ['4.6', 'Stockholm är en tillgänglig stad för alla'],
      ['4.7', 'Stockholm är en demokratisk stad där invånarna har inflytande'],
      ['4.8', 'Offentlig upphandling utvecklar staden i hållbar riktning'],
    ],
  },
  {
    years: [2015],
    goals: [
      [null, 'Ett Stockholm som håller samman'],
      [null, 'Ett klimatsmart Stockholm'],
      [null, 'Ett ekonomiskt hållbart Stockholm'],
      [null, 'Ett demokratiskt hållbart Stockholm'],
      [null, 'Alla barn i Stockholm har jämlika uppväxtvillkor'],
      [null, 'Utbildningen har hög kvalitet och elever får tid för lärande'],
      [null, 'Alla barn har lika möjligheter i förskolan och skolan'],
      [null, 'Stockholm är klimatneutralt'],
      [null, 'Transporter i Stockholm är hållbara'],
      [null, 'Stockholm har ren luft och rent vatten'],
      [null, 'Det är enkelt att välja en miljövänlig livsstil'],
      [null, 'Företag väljer att etablera sig i Stockholm'],
      [null, 'Fler jobbar, har trygga anställningar och försörjer sig själva'],
      [null, 'Stockholms stads ekonomi är långsiktigt hållbar'],
      [null, 'Stockholm är fritt från diskriminering'],
    ],
  },
  {
    years: [2011, 2012, 2013, 2014],
    goals: [
      [
        '1',
        'Stockholm ska vara en attraktiv, trygg, tillgänglig och växande stad för boende, företagande och besök',
      ],
      ['1.1', 'Företag ska välja etableringar i Stockholm framför andra städer i norra Europa'],
      ['1.2', 'Invånare i Stockholm ska vara eller bli självförsörjande'],
    ],
  },
];
