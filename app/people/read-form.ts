import { type MendedCell, ROSTER_FIELDS } from '@delaktig/domain';
import { z } from 'zod';

/** More than the list may be, so that the refusal says what is wrong; forms beyond it are not even parsed. */
export const MAX_FORM_BYTES = 12 * 1024 * 1024;
export const MAX_LIST_BYTES = 5 * 1024 * 1024;

const tick = z.literal('1').optional().catch(undefined);
const formSchema = z.object({
  intent: z.enum(['read', 'take-in']).catch('read'),
  administration: z.string().catch(''),
  outcome: z.string().max(100).catch(''),
  list: z.string().max(100).catch(''),
  all: tick,
  noneProtected: tick,
});

export type PeopleForm = {
  intent: 'read' | 'take-in';
  administrationId: string;
  bytes: Uint8Array;
  /** Pasted or sent back, to stay on the page when it cannot be read; '' of a file. */
  text: string;
  mended: MendedCell[];
  seen: { outcome: string; list: string };
  leaving: string[];
  allLeaving: boolean;
  noneProtected: boolean;
};

/** The form as sent: a chosen file goes before pasted text. */
export async function readForm(form: FormData): Promise<PeopleForm> {
  const file = chosenFile(form);
  const text = file === null ? wordOf(form.get('text')) : '';
  const given = formSchema.parse(Object.fromEntries(form));
  const { intent, administration, outcome, list } = given;
  return {
    intent: file === null ? intent : 'read',
    administrationId: administration,
    bytes: file === null ? new TextEncoder().encode(text) : new Uint8Array(await file.arrayBuffer()),
    text,
    mended: file === null ? mendedIn(form) : [],
    seen: { outcome, list },
    leaving: form.getAll('leaves').map(wordOf),
    allLeaving: given.all !== undefined,
    noneProtected: given.noneProtected !== undefined,
  };
}

/** How many bytes the list has that the form would send. */
export function listSize(form: FormData): number {
  return chosenFile(form)?.size ?? new TextEncoder().encode(wordOf(form.get('text'))).length;
}

/** The name of the field in which a cell is mended. */
export function cellName(row: number, field: MendedCell['field']): string {
  return `cell.${row}.${field}`;
}

function mendedIn(form: FormData): MendedCell[] {
  return [...form].flatMap(([name, value]) => {
    const [, row, given] = /^cell\.(\d{1,7})\.(\w+)$/.exec(name) ?? [];
    const field = ROSTER_FIELDS.find((one) => one === given);
    return field === undefined ? [] : [{ row: Number(row), field, value: wordOf(value) }];
  });
}

function chosenFile(form: FormData): File | null {
  const file = form.get('file');
  return file instanceof File && file.size > 0 ? file : null;
}

function wordOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}
