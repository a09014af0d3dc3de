/** An error as it may be written down. */
export type ToldError = {
  type: string;
  message: string;
  stack: string;
  cause?: ToldError;
  errors?: ToldError[];
  [field: string]: unknown;
};

/** What may be told of an error beside its message and stack: names of ours, codes, addresses of machines. */
const TELLING = [
  'code',
  'severity',
  'schema_name',
  'table_name',
  'column_name',
  'constraint_name',
  'routine',
  'errno',
  'syscall',
  'address',
  'port',
];

/**
 * An error without what it quotes of people's words. PostgreSQL quotes whole rows in `detail` and `where`,
 * postgres.js keeps a query's parameters, and both PostgreSQL and JSON.parse quote in their messages what they
 * could not read.
 */
export function withoutWords(error: Error, depth = 0): ToldError {
  const fields = error as Error & Record<string, unknown>;
  const message = quotes(error) ? error.message.replace(QUOTED, '"…"') : error.message;
  const told: ToldError = {
    type: error.constructor.name,
    message,
    // It begins with the message as it was.
    stack: (error.stack ?? '').replace(error.message, () => message),
  };
  for (const name of TELLING) {
    const field = fields[name];
    if (typeof field === 'string' || typeof field === 'number') told[name] = field;
  }
  if (depth === DEEPEST) return told;
  const inner = (other: Error) => withoutWords(other, depth + 1);
  if (error.cause instanceof Error) told.cause = inner(error.cause);
  if (error instanceof AggregateError) {
    told.errors = error.errors.filter((one) => one instanceof Error).map(inner);
  }
  return told;
}

/** Stack and causes, as text for a terminal. */
export function stackWithoutWords(error: Error): string {
  return asText(withoutWords(error));
}

function asText({ stack, code, cause, errors = [] }: ToldError): string {
  const own = code === undefined ? stack : `${stack}\n    code: ${String(code)}`;
  const inner = [...(cause ? [cause] : []), ...errors].map((one) => `caused by ${asText(one)}`);
  return [own, ...inner].join('\n');
}

const DEEPEST = 5;

/** From the first quotation mark to the last. */
const QUOTED = /".*"/s;

/** Class 22 of PostgreSQL's codes: data that could not be read as what they should be. */
function quotes(error: Error): boolean {
  const { code } = error as { code?: unknown };
  return error instanceof SyntaxError || (typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code));
}
