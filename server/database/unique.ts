import postgres from 'postgres';

/** Whether a row was refused because there is one like it. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.code === '23505';
}
