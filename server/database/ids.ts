const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text from outside may be compared with an id at all; PostgreSQL throws on anything else. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
