import type postgres from 'postgres';

/** Whether somebody can sign in, as a condition on `accounts a`: with a password, or in a demo by being chosen. */
export const hasWayIn = (sql: postgres.ISql) =>
  sql`(a.password_hash is not null or a.demo_order is not null)`;
