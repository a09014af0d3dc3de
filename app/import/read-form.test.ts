import { expect, test } from 'vitest';
import { readForm } from './read-form.ts';

function form(fields: Record<string, string | File>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('pasted text, with what was chosen', async () => {
  const sent = await readForm(form({ intent: 'create', text: 'Å', kind: 'VB', year: '2026', unit: 'u' }));
  expect(sent.intent).toBe('create');
  expect(text(sent.bytes)).toBe('Å');
  expect(sent.choices).toEqual({ kind: 'VB', year: 2026, unit: 'u' });
});

test('a file goes first, and is read before anything is created', async () => {
  const file = new File(['ur filen'], 'vb.txt');
  const sent = await readForm(form({ intent: 'create', text: 'klistrat', file }));
  expect(sent.intent).toBe('read');
  expect(text(sent.bytes)).toBe('ur filen');
});

test.each([[{ kind: 'XX', year: 'tjugosex', unit: '' }], [{ kind: '', year: '26', unit: '' }]])(
  '%j is no choice, and is kept as written',
  async (written) => {
    const sent = await readForm(form({ intent: 'create', text: 'a', ...written }));
    expect(sent.choices).toEqual({ kind: undefined, year: undefined, unit: undefined });
    expect(sent.written).toEqual(written);
  },
);
