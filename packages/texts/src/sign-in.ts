export const signIn = {
  title: 'Logga in',
  lead: 'Här skriver enheten sin plan och sin berättelse tillsammans. Alla som gör arbetet får säga hur året blev, och får veta vad det ledde till.',
  demo: {
    heading: 'Vem vill du vara?',
    intro: 'Välj en person. Öppna gärna två fönster med var sin person, så ser du hur ni skriver samtidigt.',
    note: 'Du provar Delaktig på den här datorn. Kommunen, enheterna och alla personer är påhittade, och inget du skriver lämnar datorn.',
    inUse: 'I drift loggar man in med sitt eget konto.',
    empty: 'Här finns inga personer att välja. Logga in med lösenord i stället.',
    account: 'Logga in med lösenord',
  },
  password: {
    heading: 'Logga in',
    identifier: 'E-post, mobilnummer eller användarnamn',
    password: 'Lösenord',
    submit: 'Logga in',
    busy: 'Loggar in …',
    forgotten: 'Glömt lösenordet?',
    haveCode: 'Jag har en kod',
  },
  refused:
    'Det gick inte att logga in. Se efter att det du skrev stämmer och vänta en stund om du har försökt flera gånger.',
  refusedDemo: 'Det gick inte att logga in som den personen. Välj igen.',
};
