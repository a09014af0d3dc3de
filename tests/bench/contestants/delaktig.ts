import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { SERVER } from '../../../server/setup/project.js';
import { ROOT, runNode } from '../system/processes.ts';
import type { Contestant, Place } from './contestant.ts';
import { countBytes } from './contestant.ts';

const fixture = z.object({
  sections: z.array(z.string()),
  sessions: z.array(z.object({ unit: z.enum(['own', 'other']), cookie: z.string() })),
});

/** The product as it is started, with everything it does beside the rooms. */
export const delaktig: Contestant = {
  name: 'delaktig',
  about: 'our server, as `npm start` runs it: sessions, rights, commit before broadcast',
  dialect: 'y-websocket',
  stores: true,
  unloads: true,
  command(place) {
    if (!existsSync(path.join(ROOT, 'build/server/index.js'))) {
      throw new Error('The pages are not built, and our server does not start without: npm run build');
    }
    return { args: SERVER, env: environment(place) };
  },
  listening: /igång: http:\/\/[^:]+:(\d+)/,
  path: '/collab',
  async furnish(place, { rooms, people }) {
    const args = ['server/cli/main.ts', 'fixture', '--sections', `${rooms}`, '--users', `${people}`];
    const made = fixture.parse(JSON.parse(await runNode({ args, env: environment(place) })));
    const own = made.sessions.filter(({ unit }) => unit === 'own');
    return { rooms: made.sections, cookies: own.map(({ cookie }) => cookie) };
  },
  storedBytes: (sql, room) =>
    countBytes(sql`
      select coalesce((select sum(octet_length(state)) from room_snapshots where section_id = ${room}), 0)
           + coalesce((select sum(octet_length(update)) from room_updates where section_id = ${room}), 0) as bytes`),
};

function environment({ databaseUrl, folder }: Place): Record<string, string> {
  return {
    PORT: '0',
    LOG_LEVEL: 'warn',
    DELAKTIG_MODE: 'demo',
    DELAKTIG_DATA_DIR: folder,
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  };
}
