import type { ReportKind } from '@delaktig/domain';
import { REPORT_KINDS } from '@delaktig/domain';
import { z } from 'zod';
import { chosenFile, word } from './form-parts.ts';

/** More than the reader takes, so that the refusal is the reader's; forms beyond it are not even parsed. */
export const MAX_FORM_BYTES = 12 * 1024 * 1024;

const choicesSchema = z.object({
  kind: z.enum(REPORT_KINDS).optional().catch(undefined),
  year: z.coerce.number().int().min(1990).max(2100).optional().catch(undefined),
  unit: z.string().min(1).optional().catch(undefined),
});

export type ImportForm = {
  intent: 'read' | 'create';
  bytes: Uint8Array;
  choices: { kind: ReportKind | undefined; year: number | undefined; unit: string | undefined };
  /** As they were filled in, right or wrong. */
  written: { kind: string; year: string; unit: string };
};

/** The import form as sent: a chosen file goes before pasted text. */
export async function readForm(form: FormData): Promise<ImportForm> {
  const file = chosenFile(form);
  const written = { kind: word(form, 'kind'), year: word(form, 'year'), unit: word(form, 'unit') };
  const choices = choicesSchema.parse(written);
  return {
    intent: form.get('intent') === 'create' && file === null ? 'create' : 'read',
    bytes:
      file === null ? new TextEncoder().encode(word(form, 'text')) : new Uint8Array(await file.arrayBuffer()),
    choices: { kind: choices.kind, year: choices.year, unit: choices.unit },
    written,
  };
}
