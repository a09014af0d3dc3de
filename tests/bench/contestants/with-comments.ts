import type { Content } from '@delaktig/domain';
import { plainText } from '@delaktig/domain';
import { fieldsToUpdate } from '@delaktig/editor';
import { quoteAt } from '@delaktig/editor/anchors';
import type postgres from 'postgres';
import { connect } from '../../../server/database/connect.ts';
import { insertPlace } from '../../../server/database/thread-places.ts';
import { insertPost, insertThread } from '../../../server/database/threads-writing.ts';
import type { Contestant } from './contestant.ts';
import { delaktig } from './delaktig.ts';

const COMMENTS = 20;

/** In ASCII, as everything that the bench types. */
const TEXT: Content = Array.from({ length: COMMENTS }, (_, at) => ({
  type: 'paragraph',
  content: [
    { type: 'text', text: `Stycke ${at}: vi hann till de flesta i tid, och fler blir det i sommar.` },
  ],
}));

/** The same server where each room has a text with comments on its words, whose marks the server sees to. */
export const delaktigWithComments: Contestant = {
  ...delaktig,
  name: 'delaktig-comments',
  about: `our server, with ${COMMENTS} comments on words in each room`,
  async furnish(place, wanted) {
    const furnished = await delaktig.furnish(place, wanted);
    if (place.databaseUrl === null) throw new Error('Comments are rows of a database that the bench reaches');
    const sql = connect(place.databaseUrl, { max: 1 });
    try {
      for (const room of furnished.rooms) await sql.begin((tx) => fill(tx, room));
    } finally {
      await sql.end();
    }
    return furnished;
  },
};

async function fill(tx: postgres.TransactionSql, sectionId: string): Promise<void> {
  await tx`update room_snapshots set state = ${fieldsToUpdate({ content: TEXT })} where section_id = ${sectionId}`;
  const [row] = await tx<
    { reportId: string }[]
  >`select report_id as "reportId" from sections where id = ${sectionId}`;
  if (row === undefined) throw new Error('The section is not there');
  const line = plainText(TEXT);
  for (let at = 0; at < COMMENTS; at++) {
    const from = line.indexOf(`Stycke ${at}:`);
    const anchor = { of: 'words', field: 'content', ...quoteAt(line, { from, to: from + 30 }) } as const;
    const thread = { reportId: row.reportId, sectionId, anchor, forNextPlan: false, nameless: true };
    const threadId = await insertThread(tx, thread);
    await insertPlace(tx, { threadId, sectionId, anchor, markedAt: undefined });
    await insertPost(tx, { threadId, by: null, day: '2026-01-15', body: 'Så var det inte hos oss.' });
  }
}
