import { connect } from '../../../server/database/connect.ts';
import { databaseUrl } from '../floors/listen.ts';
import { competitor } from './competitor.ts';

type Store = { documentName: string; state: Uint8Array };
type HocuspocusModule = {
  Server: new (options: object) => { listen(): Promise<unknown>; address: { port: number } };
};
type DatabaseModule = {
  Database: new (options: {
    fetch(data: { documentName: string }): Promise<Uint8Array | null>;
    store(data: Store): Promise<void>;
  }) => object;
};

const { Server } = await competitor<HocuspocusModule>('@hocuspocus/server');
const { Database } = await competitor<DatabaseModule>('@hocuspocus/extension-database');

const sql = connect(databaseUrl());
await sql`create table if not exists documents (name text primary key, state bytea not null)`;

/** Everything but the address and the database is left as it comes. */
const server = new Server({
  quiet: true,
  address: '127.0.0.1',
  port: 0,
  extensions: [
    new Database({
      async fetch({ documentName }) {
        const [row] = await sql<{ state: Uint8Array }[]>`
          select state from documents where name = ${documentName}`;
        return row?.state ?? null;
      },
      async store({ documentName, state }) {
        await sql`insert into documents (name, state) values (${documentName}, ${state})
          on conflict (name) do update set state = excluded.state`;
      },
    }),
  ],
});
await server.listen();
console.log(`listening on ${server.address.port}`);
