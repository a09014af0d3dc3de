/** Pages that the server gives without the interface: refusals, and when nothing else works. */
export const plain = {
  foreignAct: {
    title: 'Det där kom inte från Delaktig',
    text: 'Vi tog inte emot det, eftersom det skickades från en annan sida. Inget har ändrats. Öppna Delaktig och gör om det där.',
  },
  forwarded: {
    title: 'Demon svarar bara på den här datorn',
    text: 'Anropet kom genom en annan server. I demon kan vem som helst logga in, så den får inte nås utifrån.',
  },
  host: {
    title: 'Demon svarar bara på den här datorn',
    text: 'Öppna den med adressen http://localhost och portens nummer. I demon kan vem som helst logga in, så den får inte nås med andra namn.',
  },
  tooLarge: {
    title: 'Filen är för stor',
    text: 'Den får vara högst 5 MB. Inget har sparats. Spara rapporten som ren text och försök igen.',
  },
  noLength: {
    title: 'Vi kunde inte ta emot det',
    text: 'Anropet sade inte hur stort det är. Inget har sparats.',
  },
  notFound: { title: 'Vi hittar inte filen', text: 'Ladda om sidan, så hämtas den nya.' },
};
