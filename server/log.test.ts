import { describe, expect, test } from 'vitest';
import { createLog } from './log.ts';
import { explain } from './refusal.ts';

/** As postgres.js makes them: of what PostgreSQL told, and of the query. */
function databaseError(message: string, fields: Record<string, unknown>): Error {
  const error = Object.assign(new Error(message), fields);
  error.name = 'PostgresError';
  Object.defineProperties(error, {
    query: { value: 'insert into accounts (email) values ($1)', enumerable: true },
    parameters: { value: ['anna@ekebo.example'], enumerable: true },
    args: { value: ['anna@ekebo.example', Buffer.from('Anna har ont')], enumerable: true },
  });
  return error;
}

const UNIQUE = databaseError('duplicate key value violates unique constraint "accounts_email"', {
  code: '23505',
  detail: 'Key (email)=(anna@ekebo.example) already exists.',
  where: 'COPY accounts, line 1: "anna@ekebo.example"',
  constraint_name: 'accounts_email',
});

const UNREADABLE = databaseError('invalid input syntax for type uuid: "Anna har "ont" i ryggen"', {
  code: '22P02',
});

function said(write: (log: ReturnType<typeof createLog>) => void, level = 'info'): string {
  let lines = '';
  write(
    createLog(level, {
      write(line) {
        lines += line;
      },
    }),
  );
  return lines;
}

describe("people's words stay out of the log", () => {
  test.each<[string, (error: Error) => string]>([
    ['err', (error) => said((log) => log.error({ err: error }, 'not stored'))],
    ['cause', (error) => said((log) => log.error({ cause: error }, 'not stored'))],
    ['any other name', (error) => said((log) => log.error({ reason: error }, 'not stored'))],
    ['alone', (error) => said((log) => log.error(error))],
    ['without a text', (error) => said((log) => log.error({ err: error }))],
    ['as a cause', (error) => said((log) => log.error({ err: new Error('no', { cause: error }) }, 'no'))],
    ['in a group', (error) => said((log) => log.error({ err: new AggregateError([error], 'no') }, 'no'))],
    ['of a child', (error) => said((log) => log.child({ part: 'rooms' }).error(error))],
    ['at the terminal', (error) => explain(error)],
    ['as a cause at the terminal', (error) => explain(new Error('no', { cause: error }))],
  ])('%s', (_, tell) => {
    expect(tell(UNIQUE)).toContain('violates unique constraint');
    expect(tell(UNIQUE)).toContain('23505');
    expect(tell(UNIQUE)).not.toContain('anna@ekebo.example');
    expect(tell(UNREADABLE)).toContain('invalid input syntax for type uuid');
    expect(tell(UNREADABLE)).not.toMatch(/Anna|ont|ryggen/);
  });

  test('what JSON.parse could not read', () => {
    let thrown: unknown;
    try {
      JSON.parse('Anna har ont');
    } catch (error) {
      thrown = error;
    }
    const line = said((log) => log.error({ err: thrown }, 'not read'));
    expect(line).toContain('SyntaxError');
    expect(line).not.toContain('Anna');
  });
});

test('what met a database that is away is told to those alone who look closer', () => {
  const lost = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  const tell = (log: ReturnType<typeof createLog>) => {
    log.error({ cause: lost, sectionId: '7' }, 'not stored');
    log.warn({ err: new Error('no', { cause: lost }) }, 'not found');
    log.error(lost);
  };
  expect(said(tell)).toBe('');
  const closer = said(tell, 'debug').trim().split('\n');
  expect(closer.map((line) => JSON.parse(line))).toMatchObject([
    { level: 20, msg: 'not stored', sectionId: '7', cause: { code: 'ECONNRESET' } },
    { level: 20, msg: 'not found' },
    { level: 20, msg: 'read ECONNRESET' },
  ]);
});

test('an error is told with its reason, code and stack', () => {
  const line = JSON.parse(said((log) => log.warn({ cause: UNIQUE, sectionId: '7' }, 'not stored')));
  expect(line).toMatchObject({
    msg: 'not stored',
    sectionId: '7',
    cause: {
      code: '23505',
      constraint_name: 'accounts_email',
      stack: expect.stringContaining('log.test.ts'),
    },
  });
  expect(Object.keys(line.cause).sort()).toEqual(['code', 'constraint_name', 'message', 'stack', 'type']);
});
