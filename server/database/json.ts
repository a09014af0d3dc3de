import type postgres from 'postgres';

/** A parameter for a `jsonb` column. What is stored has passed its schema, so it is JSON all through. */
export function json(sql: postgres.ISql, value: unknown): postgres.Parameter {
  return sql.json(value as postgres.JSONValue);
}
