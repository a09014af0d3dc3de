import { useState } from 'react';
import type { Answer } from './answer.ts';

/** A key for forms: they are drawn anew when something was done, and keep what is written in them when it was not. */
export function useStamp(answer: Answer | undefined): string {
  const [stamp, setStamp] = useState('');
  if (answer?.ok && answer.stamp !== stamp) setStamp(answer.stamp);
  return answer?.ok ? answer.stamp : stamp;
}
