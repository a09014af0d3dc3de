import { expect, test } from 'vitest';
import { parseRoomId, roomIdOf } from './room-id.ts';

test.each([
  ['a1-b2', { sectionId: 'a1-b2', epoch: 0 }],
  ['a1-b2.1', { sectionId: 'a1-b2', epoch: 1 }],
  ['a1-b2.2147483647', { sectionId: 'a1-b2', epoch: 2147483647 }],
])('%s names one room', (name, room) => {
  expect(parseRoomId(name)).toEqual(room);
  expect(roomIdOf(room)).toBe(name);
});

test.each([
  '',
  '.',
  '.1',
  'a.',
  'a.0',
  'a.01',
  'a.-1',
  'a.1.1',
  'a.x',
  'a.1 ',
  'a.2147483648',
  'a.99999999999',
])('%j names none', (name) => {
  expect(parseRoomId(name)).toBe(null);
});
