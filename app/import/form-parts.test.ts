import { expect, test } from 'vitest';
import { reportSize } from './form-parts.ts';

test('the size is that of the file, which goes first, else of the text in bytes', () => {
  const form = new FormData();
  form.set('text', 'Å');
  expect(reportSize(form)).toBe(2);
  // What browsers send where no file was chosen.
  form.set('file', new File([], ''));
  expect(reportSize(form)).toBe(2);
  form.set('file', new File(['fyra'], 'vb.txt'));
  expect(reportSize(form)).toBe(4);
});
