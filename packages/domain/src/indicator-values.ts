/** The value columns of an indicator row, in the order of `Indicator`. */
export const INDICATOR_VALUES = [
  'outcome',
  'outcomeMen',
  'outcomeWomen',
  'previous',
  'forecast',
  'target',
  'cityTarget',
  'period',
] as const;
export type IndicatorValue = (typeof INDICATOR_VALUES)[number];
