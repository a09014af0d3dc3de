import { expect, test } from 'vitest';
import { cleanPaste } from './paste.ts';

test.each([
  ['styles and classes', '<p class="MsoNormal" style=\'mso-x:"a"\' lang=SV>Ord</p>', '<p>Ord</p>'],
  ['the style sheet', '<style><!-- p {color:red} --></style><p>Ord</p>', '<p>Ord</p>'],
  ['a style sheet with rules only', '<style>p > a {color:red}</style><p>Ord</p>', '<p>Ord</p>'],
  ['comments', '<!--StartFragment--><p>Ord</p><!--EndFragment-->', '<p>Ord</p>'],
  ["Word's own elements", '<p>Ord<o:p></o:p></p>', '<p>Ord</p>'],
  ['bold by style', '<span style="color:#000;font-weight:700">Ord</span>', '<strong>Ord</strong>'],
  ['italic by style', '<span style="font-style: italic">Ord</span>', '<em>Ord</em>'],
  ['a wrapper that is not bold', '<b style="font-weight:normal;" id="x"><p>Ord</p></b>', '<p>Ord</p>'],
])('what is pasted comes without %s', (_name, html, expected) => expect(cleanPaste(html)).toBe(expected));

test('what makes tables and links is kept', () => {
  const html = '<table><tr><td colspan="2"><a href="https://exempel.se">Ord</a></td></tr></table>';
  expect(cleanPaste(html)).toBe(html);
});
