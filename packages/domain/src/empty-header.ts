import type { ReportHeader } from './interchange.ts';

/** A text without a header: nothing of it is there. A new one each time, so that it may be filled in. */
export function emptyHeader(): ReportHeader {
  return {
    officer: null,
    phone: null,
    addressee: null,
    registryNumber: null,
    date: null,
    administration: null,
    organisation: null,
    documentKind: null,
    email: null,
    web: null,
    decisions: [],
  };
}
