/** The parts of the import form, as browser and server both read them. */

/** The file that was chosen, if any: it goes before pasted text. */
export function chosenFile(form: FormData): File | null {
  const file = form.get('file');
  return file instanceof File && file.size > 0 ? file : null;
}

export function word(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** How many bytes the report has that the form would send. */
export function reportSize(form: FormData): number {
  return chosenFile(form)?.size ?? new TextEncoder().encode(word(form, 'text')).length;
}
