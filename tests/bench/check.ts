import type { Contestant } from './contestants/contestant.ts';
import type { Clusters } from './runner.ts';
import { Stage } from './stage.ts';

/** Throws unless, with each contestant, the load clients and real clients see the same. */
export async function checkAll(
  contestants: Contestant[],
  clusters: Clusters,
  tell: (line: string) => void,
): Promise<void> {
  tell('— do the load clients and real clients see the same?');
  for (const contestant of contestants) {
    const cluster = clusters.get(contestant.name) ?? null;
    const stage = await Stage.open(
      contestant,
      cluster,
      { rooms: 1, people: 2 },
      { env: {}, nodeOptions: [] },
    );
    const { characters, frames } = await stage.ask('check', undefined);
    await stage.close();
    tell(
      `  ${contestant.name.padEnd(20)} yes: ${characters} characters, ${frames} updates read as Yjs reads them`,
    );
  }
}
