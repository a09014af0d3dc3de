/** Bringing in many people at once. */
export const people = {
  title: 'Läs in personer',
};
