/** The name of the mark that ties words to a thread of comments. */
export const COMMENT = 'comment';

/** Whether a value may stand in a comment mark: the id of a thread as the database writes it. */
export function isThreadId(value: unknown): value is string {
  return (
    typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value)
  );
}
