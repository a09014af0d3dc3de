/** Comments and what became of them. */
export const threads = {
  comment: 'Kommentera',
};
