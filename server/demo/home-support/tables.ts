import { complaints, incomeStatement } from '../tables.ts';

/** In thousands of kronor: 1 881 over budget. */
export function incomeOfTheYear(year: number) {
  return incomeStatement(
    year,
    [
      ['Bidrag', 1240, 900],
      ['Avgifter', 385, 400],
      ['Försäljning av verksamhet', 6480, 5200],
      ['Övriga externa intäkter', 214, 150],
    ],
    [
      ['Personalkostnader', 52310, 49900],
      ['Övriga personalkostnader', 618, 700],
      ['Lokalkostnader', 2905, 2900],
      ['Entreprenader och köp av verksamhet', 1876, 800],
      ['Fordon och cyklar', 402, 450],
      ['Övriga kostnader', 1689, 1500],
    ],
  );
}

export function complaintsOfTheYear() {
  return complaints([
    {
      question: 'Avvikelser enligt SoL – vem har identifierat avvikelsen?',
      rows: [
        ['Medarbetare', 9, 14, 11, 'Fler skriver, också på Lyktan. Avvikelserna gås igenom i varje grupp.'],
        ['Extern samverkanspart', 2, 1, 3],
      ],
    },
    {
      question: 'Vem avser avvikelsen?',
      rows: [
        ['Den egna verksamheten', 8, 13, 10],
        ['Annan verksamhet', 3, 2, 4, 'Utskrivning från sjukhus utan besked till oss.'],
      ],
    },
    {
      question: 'Vad har avvikelsen berört?',
      rows: [
        [
          'Brister i utförande av insats',
          6,
          9,
          8,
          'De flesta i augusti. Passlistan stäms av vid varje byte.',
        ],
        ['Brister i information', 2, 3, 3],
        ['Nycklar och larm', 3, 3, 3, 'Nattgruppen får egna nycklar.'],
      ],
    },
    {
      question: 'Rapportering enligt lex Sarah',
      rows: [['Lex Sarah', 0, 1, 0, 'Ett besök föll bort vid schemabyte. Utrett och åtgärdat.']],
    },
    {
      question: 'Från vem har klagomål eller synpunkt kommit?',
      rows: [
        ['Den som har stödet', 4, 6, 3],
        ['Närstående', 2, 3, 2],
        ['Annan', 0, 1, 1],
      ],
    },
    {
      question: 'Vad gällde klagomålet eller synpunkten?',
      rows: [
        [
          'Bemanning och kontinuitet',
          2,
          6,
          2,
          'De flesta gäller sommarens vikarier. Nästa års vikarier anställs redan i april.',
        ],
        ['Bemötande', 1, 1, 1],
        ['Försenad eller utebliven insats', 2, 2, 2],
        ['Information', 1, 1, 1],
      ],
    },
    { question: 'Beröm', rows: [['Antal beröm', 5, 4, 7]] },
    { question: 'Återkoppling', rows: [['Antal klagomål där återkoppling har lämnats', 6, 9, 5]] },
    { question: 'Åtgärder', rows: [['Antal klagomål där åtgärder har vidtagits', 3, 6, 4]] },
  ]);
}
