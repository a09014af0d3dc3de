import type { Answer } from './answer.ts';

/** By fetch and not through the router, which would read the whole page anew after each act. */
export async function sendThreadAct(reportId: string, body: FormData): Promise<Answer> {
  try {
    const response = await fetch(`/rapporter/${reportId}/kommentera`, {
      method: 'POST',
      body,
      headers: { Accept: 'application/json' },
    });
    if (!response.ok) return { ok: false, reason: response.status === 404 ? 'not-found' : 'away' };
    const answer: Answer = await response.json();
    return answer;
  } catch {
    return { ok: false, reason: 'away' };
  }
}
