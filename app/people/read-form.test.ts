import { expect, test } from 'vitest';
import { cellName, listSize, readForm } from './read-form.ts';

test('the form as it was sent: rows, mended cells, what was seen and who has left', async () => {
  const form = new FormData();
  const given = { intent: 'take-in', administration: 'a', outcome: 'o', list: 'l', text: 'Å' };
  for (const [name, value] of Object.entries(given)) form.set(name, value);
  form.append(cellName(17, 'group'), 'Nattgruppen');
  form.append('cell.17.okänt', 'x');
  form.append('leaves', 'r1');
  form.append('leaves', 'r2');
  expect(listSize(form)).toBe(2);
  expect(await readForm(form)).toEqual({
    intent: 'take-in',
    administrationId: 'a',
    bytes: new TextEncoder().encode('Å'),
    text: 'Å',
    mended: [{ row: 17, field: 'group', value: 'Nattgruppen' }],
    seen: { outcome: 'o', list: 'l' },
    leaving: ['r1', 'r2'],
    allLeaving: false,
    noneProtected: false,
  });
  form.set('all', '1');
  form.set('noneProtected', '1');
  expect(await readForm(form)).toMatchObject({
    leaving: ['r1', 'r2'],
    allLeaving: true,
    noneProtected: true,
  });
});

test('a file goes first, is only read, and what was mended was of another list', async () => {
  const form = new FormData();
  form.set('intent', 'take-in');
  form.set('text', 'text');
  form.set('file', new File([], ''));
  expect((await readForm(form)).text).toBe('text');
  form.set('file', new File(['Namn'], 'lista.csv'));
  form.append(cellName(2, 'name'), 'Bo');
  expect(await readForm(form)).toMatchObject({ intent: 'read', text: '', mended: [] });
  expect(listSize(form)).toBe(4);
});
