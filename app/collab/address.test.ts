import { expect, test } from 'vitest';
import { readAddress } from './address.ts';

test.each<[string, string | null]>([
  ['https://exempel.se/a b', null],
  [' https://exempel.se/a?b ', 'https://exempel.se/a?b'],
  ['exempel.se', 'https://exempel.se'],
  ['www.exempel.se/sida', 'https://www.exempel.se/sida'],
  ['exempel.se:8080/sida', 'https://exempel.se:8080/sida'],
  ['namn@exempel.se', 'mailto:namn@exempel.se'],
  ['mailto:namn@exempel.se', 'mailto:namn@exempel.se'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['/inne', null],
  ['bara ord', null],
  ['ord', null],
  ['', null],
])('the address "%s" is read as %s', (typed, expected) => {
  expect(readAddress(typed)).toBe(expected);
});
