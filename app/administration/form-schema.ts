import { z } from 'zod';

export const id = z.string().min(1);
export const text = z.string().max(1_000);
export const texts = z.array(z.string().min(1)).max(500);
/** A day as the browser's field gives it; empty is none. */
export const dayOrNone = z
  .string()
  .trim()
  .transform((day) => (day === '' ? null : day))
  .pipe(z.iso.date().nullable());
export const ticked = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on');

/** A form as an object: what is named in `lists` may come many times. */
export function formObject(form: FormData, lists: readonly string[]): Record<string, unknown> {
  const single = [...form].filter(([name]) => !lists.includes(name));
  return {
    ...Object.fromEntries(single),
    ...Object.fromEntries(lists.map((name) => [name, form.getAll(name)])),
  };
}
