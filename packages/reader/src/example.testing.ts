/** A made-up annual report in the plain form: tabs between cells, a blank line between blocks. */
export const ANNUAL = `Handläggare
Maj Vinter
Telefon:

Till
Enheten för dagverksamhet

Verksamhetsberättelse VB 2021 för Enheten för dagverksamhet

Innehållsförteckning

Sammanfattande analys.....\t3
Uppföljning av Kommunfullmäktiges inriktningsmål.....\t4
1. En modern storstad med möjligheter och valfrihet för alla.....\t4
1.4. I Stockholm får människor i behov av stöd insatser i tid präglade av hög kvalitet, evidens och rättssäkerhet.....\t4
3. En ekonomiskt hållbar och innovativ storstad för framtiden.....\t6
3.2. Stockholm använder skattemedlen effektivt till största nytta för stockholmarna.....\t6
Uppföljning av ekonomi.....\t8
Uppföljning av driftbudget.....\t8
Investeringar.....\t8
Övrigt.....\t8
Systematiskt kvalitetsarbete.....\t9
Övrigt.....\t9

Bilagor

Bilaga 1: Handlingsplan för lokalerna

Sammanfattande analys

Verksamhet

Enheten driver tre träffpunkter i Norrdal där besökarna väljer mellan snickeri, trädgård och matlagning under vardagar.

Besöken ökade från 4 100 till 4 700 under året, mest på träffpunkten Granen, och kön till snickeriet är nu borta.

Medarbetarnas delaktighet

Texten lästes på ett möte den 14 januari och fyra medarbetare skrev om stycket som handlar om schemat.

Uppföljning av Kommunfullmäktiges inriktningsmål

KF:s inriktningsmål:

1. En modern storstad med möjligheter och valfrihet för alla

KF:s mål för verksamhetsområdet:

1.4. I Stockholm får människor i behov av stöd insatser i tid präglade av hög kvalitet, evidens och rättssäkerhet

— Ingen

Nämndmål:

Invånarna i Norrdal har en meningsfull dag och kan påverka hur den ser ut

— Ingen

Beskrivning

Nämnden når målet genom att träffpunkterna planerar sina veckor tillsammans med besökarna och deras anhöriga.

Förväntat resultat

- Fler besökare deltar i planeringen
- Lokalerna är öppna också på helger

Aktivitet\tStartdatum\tSlutdatum\tAvvikelse
✓ Alla träffpunkter ska hålla ett planeringsmöte med besökarna i månaden.\t2021-01-01\t2021-12-31\t
Analys Mötena har hållits på två av tre ställen. Granen saknade lokal under våren.\t\t\t
Öppettiderna ska prövas under sommaren.\t2021-06-01\t2021-08-31\t

Enhetsmål:

Besökarna trivs på träffpunkterna.

● Uppfylls helt

Förväntat resultat

Nio av tio besökare är nöjda med sin vecka.

Analys

Enkäten besvarades av 118 besökare och 94 procent var nöjda, vilket är mer än året innan.

Besökarrådet har träffats fyra gånger och lämnat elva förslag, av vilka sju har genomförts.

KF:s inriktningsmål:

3. En ekonomiskt hållbar och innovativ storstad för framtiden

KF:s mål för verksamhetsområdet:

3.2. Stockholm använder skattemedlen effektivt till största nytta för stockholmarna

— Ingen

Indikator\tPeriodens utfall\tUtfall män/ pojkar\tUtfall kvinnor/ flickor\tPeriodens utfall VB 2020\tPrognos helår\tÅrsmål\tKF:s årsmål\tPeriod
Sjukfrånvaro\t7,1 %\t6,2 %\t7,4 %\t8 %\t7 %\t6,5 %\tTas fram av nämnd/styrelse\tVB 2021
Analys Frånvaron sjönk efter sommaren. Den är lägst på Granen.\t\t\t\t\t\t\t\t
Aktivt medskapandeindex\t81\t80\t82\t79\t80\t82\t83\t2021

Nämndmål:

Nämndens verksamheter är attraktiva arbetsplatser

— Ingen

Förväntat resultat

- Sjukfrånvaron har minskat.

Enhetsmål:

Medarbetarna på enheten har en god arbetsmiljö.

Uppfylls delvis

Förväntat resultat

Medarbetarna har inflytande över sitt schema.

Analys

Schemat görs sedan i april av grupperna själva och övertiden har minskat med en tredjedel.

Enhetsmål:

Se enhetens första mål under 1.4.

Uppföljning av ekonomi

Uppföljning av driftbudget

\tUtfall i bokslut 2021\tBudget\tAvvikelse
Intäkter\t\t\t
Bidrag\t310\t300\t10
Summa intäkter\t310\t300\t10
Kostnader\t\t\t
Personalkostnader\t12 480\t12 600\t120
Lokalkostnader\t2 140\t2 050\t-90
Summa kostnader\t14 620\t14 650\t30
Summa netto\t14 310\t14 350\t40

Investeringar

Övrigt

Systematiskt kvalitetsarbete

Enheten har tagit emot sex klagomål under året och svarat på alla inom två veckor.

Övrigt

Verksamhetsberättelsen behandlades på APT den 21 januari tillsammans med alla tre arbetsgrupperna.
`;

/** A made-up plan: other fields, other columns. */
export const PLAN = `Handläggare: Maj Vinter

Verksamhetsplan VP 2022 för Enheten för dagverksamhet

Sammanfattande analys

Organisation

Enheten leds av en enhetschef och två gruppledare som delar ansvaret för de tre träffpunkterna.

KF:s inriktningsmål:

1. En modern storstad med möjligheter och valfrihet för alla

KF:s mål för verksamhetsområdet:

1.4. I Stockholm får människor i behov av stöd insatser i tid präglade av hög kvalitet, evidens och rättssäkerhet

Indikator\tÅrsmål\tKF:s årsmål\tPeriodicitet
Andel nöjda besökare\t90 %\t85 %\tÅr
Antal besök\t5 000 st\töka\tTertial

Nämndmål:

Invånarna i Norrdal har en meningsfull dag och kan påverka hur den ser ut

Förväntat resultat

- Fler besökare deltar i planeringen

Aktivitet\tStartdatum\tSlutdatum\tAnsvarig
Besökarna väljer ett råd.\t1 mars 2022\t30 april 2022\tEnhetschef

Enhetsmål:

Besökarna trivs på träffpunkterna.

Förväntat resultat

Nio av tio besökare är nöjda med sin vecka.

Arbetssätt

Veckan planeras på måndagar tillsammans med dem som kommer.

Resursanvändning

Två medarbetare har timmar avsatta för rådet.

Uppföljning

Enkät i maj och i november.

Utveckling

Rådet prövar egna pengar för utflykter.

Uppföljning av ekonomi

Budgeten är oförändrad mot året innan.
`;

/** A made-up tertial report: status of activities, forecast, other dates. */
export const TERTIAL = `Tertialrapport 1 2022 för Enheten för dagverksamhet

Sammanfattande analys

Verksamhet

Träffpunkten Granen har bytt lokal under våren och besöken har därför varit något färre än väntat.

KF:s inriktningsmål: 1. En modern storstad med möjligheter och valfrihet för alla

KF:s mål för verksamhetsområdet: 1.4 I Stockholm får människor i behov av stöd insatser i tid präglade av hög kvalitet, evidens och rättssäkerhet

Indikator\tUtfall T1\tPrognos helår\tÅrsmål\tPeriod
Antal besök\t1 540 st\t4 900 st\t5 000 st\tT1 2022

Nämndmål: Invånarna i Norrdal har en meningsfull dag och kan påverka hur den ser ut

Aktivitet\tStartdatum\tSlutdatum\tStatus
Besökarna väljer ett råd.\t2022-03-01\t2022-04-30\tEnligt plan
Trädgården rustas.\t2022-02-01\t2022-05-31\tPåbörjad

Enhetsmål: Besökarna trivs på träffpunkterna.

Uppfylls delvis

Analys

Flytten har gått bra men ljudet i den nya lokalen behöver bli bättre innan hösten.
`;
