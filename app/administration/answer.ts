import { data } from '@remix-run/node';
import type { Done } from '../../server/organisation/contract.ts';

/** What became of a form: which one it was, and when it was refused why, with what was written in it. */
export type Answer = {
  intent: string;
  /** Which of many forms of the same kind: the id of what it is about. */
  target: string;
  ok: boolean;
  reason: string | null;
  written: Record<string, string>;
  /** Another for every act that was done. */
  stamp: string;
};

/** 404 is a page of its own, as for whatever cannot be found. */
export function answerTo(form: FormData, result: Done | { ok: false; reason: 'form' }) {
  const fields = [...form].filter((each): each is [string, string] => typeof each[1] === 'string');
  const { intent = '', target = '', ...written } = Object.fromEntries(fields);
  if (result.ok) return data<Answer>({ ...DONE, intent, target, stamp: crypto.randomUUID() });
  if (result.reason === 'not-found') throw new Response(null, { status: 404 });
  const answer: Answer = { intent, target, ok: false, reason: result.reason, written, stamp: '' };
  return data(answer, { status: result.reason === 'forbidden' ? 403 : 400 });
}

const DONE = { ok: true, reason: null, written: {} };
