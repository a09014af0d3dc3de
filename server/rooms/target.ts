/** Where a socket wants to go: a page's many sections, or one section for a stock client. */
export type Target =
  /** `account`: whom the page was made for; null when it does not say. */
  | { kind: 'page'; schema: number; account: string | null }
  /** By the name of its room. */
  | { kind: 'section'; room: string };

const SECTION_PATH = /^\/collab\/([^/]{1,64})\/?$/;

/** Null when the path is not ours. */
export function readTarget(url: string | undefined): Target | null {
  const parsed = URL.parse(url ?? '', 'ws://localhost');
  if (!parsed) return null;
  if (parsed.pathname === '/collab' || parsed.pathname === '/collab/') {
    const schema = parsed.searchParams.get('schema') ?? '';
    const account = parsed.searchParams.get('account');
    return { kind: 'page', schema: /^\d{1,6}$/.test(schema) ? Number(schema) : 0, account };
  }
  const room = SECTION_PATH.exec(parsed.pathname)?.[1];
  return room ? { kind: 'section', room } : null;
}
