/** Each says what happened, what is safe and what to do. */
export const errors = {
  notFound: {
    title: 'Vi hittar inte sidan',
    text: 'Den kan ha flyttats, eller så är adressen inte hel. Inget du har skrivit är borta.',
    code: '404. Hjälper det inte, skriv till förvaltningens administratör.',
  },
  forbidden: {
    title: 'Den här sidan är inte öppen för dig',
    text: 'Rapporten kan vara ett utkast eller höra till en annan enhet. Behöver du läsa den, be enhetens chef. Inget har ändrats.',
    code: '403',
  },
  failed: {
    title: 'Något gick fel hos oss',
    text: 'Det du har skrivit och som var sparat finns kvar. Försök igen. Går det inte, vänta en stund.',
    code: '500. Felet är antecknat.',
  },
  outage: {
    title: 'Delaktig svarar inte just nu',
    text: 'Vi når inte databasen. Det som var sparat finns kvar. Försök igen om en minut.',
    code: '503',
  },
  offline: {
    title: 'Vi når inte servern',
    text: 'Sidan kunde inte hämtas. Det som var sparat finns kvar. Försök igen när kontakten är tillbaka.',
    code: 'Utan kontakt',
  },
  stay: {
    title: 'Vi når inte servern.',
    text: 'Du stannar på den här sidan. Försök igen när kontakten är tillbaka.',
  },
  tooMany: {
    title: 'Lite för många försök',
    text: 'Vänta en minut och försök igen. Inget har ändrats.',
    code: '429',
  },
  again: 'Försök igen',
  toStart: 'Till start',
};
