import type { ContentNode } from '@delaktig/domain';
import { describe, expect, test } from 'vitest';
import { CommentedRoom, p } from './room.testing.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const B = 'bbbbbbbb-0000-4000-8000-000000000002';
const WORDS = 'bravo charlie';

const commented = () => {
  const room = new CommentedRoom({
    analysis: [p('alfa bravo charlie delta'), p('echo foxtrot golf')],
    content: [p('hotell india')],
  });
  room.comment(A, WORDS);
  return room;
};

type Event = [name: string, act: (room: CommentedRoom) => void, shown: string];

const typing: Event[] = [
  ['a remote insert before the words', (room) => room.hand(1).type(1, 'noll '), WORDS],
  [
    'a remote insert right before them',
    (room) => room.hand(1).type(room.hand(1).find(WORDS).from, 'ny '),
    WORDS,
  ],
  [
    'a remote insert inside them',
    (room) => room.hand(1).type(room.hand(1).find('charlie').from, 'ny '),
    'bravo ny charlie',
  ],
  ['a remote insert right after them', (room) => room.hand(1).type(room.hand(1).find(WORDS).to, 'ny'), WORDS],
  ['half of them deleted', (room) => deleteWords(room, 'bravo '), 'charlie'],
  // Which of two blanks it is that goes, the binding to Yjs decides by the difference of the texts.
  ['the other half deleted', (room) => deleteWords(room, ' charlie'), 'bravo '],
  ['one letter changed', (room) => typeOver(room, 'v', 'w'), 'brawo charlie'],
  [
    'bold in part of them',
    (room) => room.hand(0).bold(room.hand(0).find('o cha').from, room.hand(0).find('o cha').to),
    WORDS,
  ],
  [
    'a link from outside into them',
    (room) => room.hand(0).link(room.hand(0).find('alfa bra').from, room.hand(0).find('alfa bra').to),
    WORDS,
  ],
  [
    'a hard break inside them',
    (room) => room.hand(0).break(room.hand(0).find('charlie').from),
    'bravo \ncharlie',
  ],
];

function deleteWords(room: CommentedRoom, words: string): void {
  const { from, to } = room.hand(0).find(words);
  room.hand(0).delete(from, to);
}

function typeOver(room: CommentedRoom, words: string, others: string): void {
  const { from, to } = room.hand(0).find(words);
  room.hand(0).type(from, others, to);
}

const structure: Event[] = [
  [
    'a split in the middle',
    (room) => room.hand(0).split(room.hand(0).find('charlie').from),
    'bravo \ncharlie',
  ],
  [
    'a split in the middle, and more written there',
    (room) => {
      room.hand(0).split(room.hand(0).find('charlie').from);
      room.hand(0).type(room.hand(0).find('charlie').from + 1, 'xx');
    },
    'bravo \ncxxharlie',
  ],
  ['a split before them', (room) => room.hand(0).split(room.hand(0).find(WORDS).from), WORDS],
  ['a split after them', (room) => room.hand(0).split(room.hand(0).find(WORDS).to), WORDS],
  [
    'a split and a rejoin',
    (room) => {
      room.hand(0).split(room.hand(0).find('charlie').from);
      room.hand(0).join(room.hand(0).find('charlie').from);
    },
    WORDS,
  ],
  [
    'a split, healed, and a rejoin',
    (room) => {
      room.hand(0).split(room.hand(0).find('charlie').from);
      room.heal();
      room.hand(0).join(room.hand(0).find('charlie').from);
    },
    WORDS,
  ],
  ['a heading made of the paragraph', (room) => room.hand(0).heading(room.hand(0).find(WORDS).from), WORDS],
  ['a list made of the paragraph', (room) => room.hand(0).list(room.hand(0).find(WORDS).from), WORDS],
  [
    'a heading made of it while another types in it',
    (room) => {
      room.contact(1, false);
      room.hand(0).heading(room.hand(0).find(WORDS).from);
      room.hand(1).type(room.hand(1).find('charlie').from, 'ny ');
      room.contact(1, true);
    },
    WORDS,
  ],
  [
    'the paragraph dragged to the end',
    (room) => room.hand(0).drag(room.hand(0).find(WORDS).from, 'end'),
    WORDS,
  ],
  [
    'the words cut and pasted elsewhere',
    (room) => {
      const { from, to } = room.hand(0).find(WORDS);
      const slice = room.hand(0).cut(from, to);
      room.hand(0).paste(room.hand(0).find('golf').from, slice);
    },
    WORDS,
  ],
  [
    'the words cut, and pasted when they were said to be gone',
    (room) => {
      const { from, to } = room.hand(0).find(WORDS);
      const slice = room.hand(0).cut(from, to);
      room.heal();
      expect(room.shown(A)).toBe(`(${WORDS})`);
      room.hand(0).paste(room.hand(0).find('golf').from, slice);
    },
    WORDS,
  ],
  [
    'most of the words cut and pasted elsewhere',
    (room) => {
      const { from, to } = room.hand(0).find('ravo charlie');
      const slice = room.hand(0).cut(from, to);
      room.hand(0).paste(room.hand(0).find('golf').from, slice);
    },
    'ravo charlie',
  ],
  [
    'the words copied and pasted',
    (room) => {
      const { from, to } = room.hand(0).find(WORDS);
      room.hand(0).paste(room.hand(0).find('golf').from, room.hand(0).copy(from, to));
    },
    WORDS,
  ],
  [
    'the words copied, pasted, and the first ones deleted',
    (room) => {
      const { from, to } = room.hand(0).find(WORDS);
      room.hand(0).paste(room.hand(0).find('golf').from, room.hand(0).copy(from, to));
      room.heal();
      room.hand(0).delete(from, to);
    },
    `(${WORDS})`,
  ],
  [
    'the words moved to another field',
    (room) => {
      const { from, to } = room.hand(0).find(WORDS);
      const slice = room.hand(0).cut(from, to);
      room.hand(0, 'content').paste(room.hand(0, 'content').find('india').from, slice);
    },
    WORDS,
  ],
];

const gone: Event[] = [
  ['the words deleted', (room) => deleteWords(room, WORDS), `(${WORDS})`],
  ['the paragraph deleted', (room) => deleteWords(room, 'alfa bravo charlie delta'), `(${WORDS})`],
  ['the words written over by others', (room) => typeOver(room, WORDS, 'lima'), `(${WORDS})`],
  [
    'the words deleted, and undone',
    (room) => {
      deleteWords(room, WORDS);
      room.deliver();
      room.hand(0).undo();
    },
    WORDS,
  ],
  [
    'the words deleted, healed, and undone',
    (room) => {
      deleteWords(room, WORDS);
      room.heal();
      room.hand(0).undo();
    },
    WORDS,
  ],
  [
    'all deleted, healed, and undone',
    (room) => {
      room.hand(0).delete(0, room.hand(0).size);
      room.heal();
      expect(room.shown(A)).toBe(`(${WORDS})`);
      room.hand(0).undo();
    },
    WORDS,
  ],
  [
    'half deleted, healed, and undone',
    (room) => {
      deleteWords(room, 'bravo ');
      room.heal();
      room.hand(0).undo();
    },
    WORDS,
  ],
  ['all marks taken away by a program without comments', (room) => room.hand(0).setWithoutMarks(), WORDS],
  [
    'the same words elsewhere, and these deleted',
    (room) => {
      room.hand(1).type(room.hand(1).find('golf').from, `${WORDS} `);
      room.deliver();
      room.heal();
      deleteWords(room, WORDS);
    },
    `(${WORDS})`,
  ],
  [
    'the same words in another field, and these deleted',
    (room) => {
      room.hand(1, 'content').type(1, `${WORDS} `);
      room.heal();
      deleteWords(room, WORDS);
    },
    `(${WORDS})`,
  ],
  [
    'the same paragraph in another field, and this deleted',
    (room) => {
      room.hand(1, 'content').type(1, 'alfa bravo charlie delta');
      room.hand(1, 'content').split(room.hand(1, 'content').find('hotell').from);
      room.heal();
      deleteWords(room, 'alfa bravo charlie delta');
    },
    `(${WORDS})`,
  ],
  [
    'the paragraph dragged away, and its marks taken away',
    (room) => {
      room.hand(0).drag(room.hand(0).find(WORDS).from, 'end');
      room.hand(0).setWithoutMarks();
    },
    WORDS,
  ],
];

describe.each([
  ['what is written', typing],
  ['what is moved', structure],
  ['what is gone, and comes back', gone],
])('%s', (_group, events) => {
  test.each(events)('%s', (_name, act, shown) => {
    const room = commented();
    act(room);
    room.heal();
    expect(room.shown(A)).toBe(shown);
  });
});

describe('an author', () => {
  test('who undoes and redoes the words that were commented on meets the comment again', () => {
    const room = new CommentedRoom({ analysis: [p('alfa '), p('echo')] });
    room.hand(0).type(6, 'bravo charlie');
    room.deliver();
    room.comment(A, WORDS);
    room.hand(0).undo();
    room.heal();
    expect(room.shown(A)).toBe(`(${WORDS})`);
    room.hand(0).redo();
    room.heal();
    expect(room.shown(A)).toBe(WORDS);
  });

  test('who does both before anybody looks, too', () => {
    const room = new CommentedRoom({ analysis: [p('alfa '), p('echo')] });
    room.hand(0).type(6, 'bravo charlie');
    room.deliver();
    room.comment(A, WORDS);
    room.hand(0).undo();
    room.hand(0).redo();
    room.heal();
    expect(room.shown(A)).toBe(WORDS);
  });
});

describe('two threads', () => {
  test('that overlap are both drawn, and each follows its own words', () => {
    const room = commented();
    room.comment(B, 'charlie delta');
    room.hand(0).split(room.hand(0).find('charlie').from);
    room.hand(1).type(1, 'noll ');
    room.heal();
    expect([room.shown(A), room.shown(B)]).toEqual(['bravo \ncharlie', 'charlie delta']);
    room.hand(0).heading(room.hand(0).find('charlie').from);
    room.heal();
    expect([room.shown(A), room.shown(B)]).toEqual(['bravo \ncharlie', 'charlie delta']);
  });

  test('on the same words are two', () => {
    const room = commented();
    room.comment(B, WORDS);
    const { from, to } = room.hand(0).find('bravo');
    room.hand(0).delete(from, to);
    room.heal();
    expect([room.shown(A), room.shown(B)]).toEqual([' charlie', ' charlie']);
  });

  test('made at the same time by two who have not seen each other stand both', () => {
    const room = commented();
    room.contact(1, false);
    room.comment(B, 'echo foxtrot');
    room.hand(1).type(1, 'noll ');
    room.contact(1, true);
    room.heal();
    expect([room.shown(A), room.shown(B)]).toEqual([WORDS, 'echo foxtrot']);
  });
});

test('what two wrote without contact is brought together, and the comment is on its words', () => {
  const room = commented();
  room.contact(0, false);
  room.contact(1, false);
  room.hand(0).type(room.hand(0).find('charlie').from, 'ny ');
  room.hand(0).split(room.hand(0).find('echo').from);
  room.hand(1).type(room.hand(1).find('bravo').from + 2, 'XX');
  room.hand(1).bold(1, 6);
  room.contact(1, true);
  room.heal();
  room.contact(0, true);
  room.heal();
  expect(room.shown(A)).toBe('brXXavo ny charlie');
});

describe('words in a table', () => {
  const cell = (...content: ContentNode[]): ContentNode => ({ type: 'tableCell', content });
  const table: ContentNode = {
    type: 'table',
    content: [
      { type: 'tableRow', content: [cell(p('alfa bravo')), cell(p('charlie delta'), p('echo'))] },
      { type: 'tableRow', content: [cell(p('bravo')), cell({ type: 'paragraph' })] },
    ],
  };

  test('are marked within one cell, and across cells', () => {
    const room = new CommentedRoom({ analysis: [p('före'), table, p('efter')] });
    room.comment(A, 'bravo\ncharlie');
    room.comment(B, 'bravo\n\nefter');
    const { from } = room.hand(0).find('charlie');
    room.hand(0).type(from + 1, 'X');
    room.heal();
    expect([room.shown(A), room.shown(B)]).toEqual(['bravo\ncXharlie', 'bravo\n\nefter']);
  });

  test('are gone with their row', () => {
    const room = new CommentedRoom({ analysis: [p('före'), table, p('efter')] });
    room.comment(A, 'charlie');
    const { from } = room.hand(0).find('alfa bravo');
    room.hand(0).delete(from - 3, room.hand(0).find('bravo', 1).from - 3);
    room.heal();
    expect(room.shown(A)).toBe('(charlie)');
  });
});
