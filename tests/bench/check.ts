import type { Contestant } from './contestants/contestant.ts';
import type { Clusters } from './runner.ts';
import { Stage } from './stage.ts';
import { isLeaving } from './system/leaving.ts';

/**
 * Whether, with each contestant, the load clients and real clients see the same. @returns those with whom they do;
 * figures of the others would say nothing
 */
export async function checkAll(
  contestants: Contestant[],
  clusters: Clusters,
  tell: (line: string) => void,
): Promise<Contestant[]> {
  tell('— do the load clients and real clients see the same?');
  const passed: Contestant[] = [];
  for (const contestant of contestants) {
    const name = contestant.name.padEnd(20);
    try {
      const { characters, frames } = await checkOne(contestant, clusters);
      tell(`  ${name} yes: ${characters} characters, ${frames} updates read as Yjs reads them`);
      passed.push(contestant);
    } catch (error) {
      if (isLeaving()) throw error;
      tell(`  ${name} NO: ${error instanceof Error ? error.message : error}`);
    }
  }
  return passed;
}

async function checkOne(contestant: Contestant, clusters: Clusters) {
  const cluster = clusters.get(contestant.name) ?? null;
  const stage = await Stage.open(contestant, cluster, { rooms: 1, people: 2 }, { env: {}, nodeOptions: [] });
  try {
    return await stage.ask('check', undefined);
  } finally {
    if (!isLeaving()) await stage.close();
  }
}
