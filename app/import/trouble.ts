/** Why nothing was created; the text is kept in every case. */
export type ImportTrouble = {
  reason: 'empty' | 'binary' | 'too-large' | 'forbidden' | 'exists' | 'fields';
  /** The choices that are missing or wrong. */
  fields?: ('kind' | 'year' | 'unit')[];
  /** The report that is there already. */
  reportId?: string;
};
