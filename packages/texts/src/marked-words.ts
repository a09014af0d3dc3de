/** Words that somebody marks in the text, and the comments that stand at words. */
export const markedWords = {
  region: 'Det du har markerat',
  atCaret: 'Orden där du skriver',
  /** Once, when words have been marked. */
  told: 'Du har markerat ord. Ctrl Alt M kommenterar dem.',
  nothing: 'Markera först de ord som du vill kommentera.',
  /** The page is translated by the browser. */
  whole: {
    what: 'Sidan är översatt. Kommentaren sätts vid hela stycket, och orden du markerade följer med.',
    act: 'Kommentera stycket',
  },
  section: {
    what: 'Sidan är översatt, och orden finns inte så i texten. De följer med i en kommentar på avsnittet.',
    act: 'Kommentera avsnittet',
  },
  /** The way from words to what is said of them. */
  to: (who: string, isSuggestion: boolean, isOpen: boolean) =>
    isSuggestion
      ? `Förslag från ${who}${isOpen ? '' : ', besvarat'}`
      : `Kommentar från ${who}${isOpen ? '' : ', besvarad'}`,
  show: 'Visa i texten',
  lost: 'Ursprunglig text borttagen',
  keys: {
    comment: 'Kommentera det du har markerat, eller gå till kommentaren där du skriver',
    mark: 'Markera med Skift och piltangenter i text som inte skrivs (i de flesta webbläsare)',
  },
};
