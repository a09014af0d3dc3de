import { earOf } from './ear.ts';
import { LightClient } from './light-client.ts';
import { letterAt, Pen } from './pen.ts';
import type { Target } from './target.ts';
import { until } from './waiting.ts';

const ROUNDS = 60;
const KEYS_PER_ROUND = 10;

/**
 * Somebody writes in a room while another watches, and both leave. What a server does once in its life, when a
 * room is first written in or first let go, has been done after that.
 */
export async function oneVisit(target: Target, room: number): Promise<void> {
  const ear = earOf();
  const watcher = await LightClient.open(target, room, { onUpdate: ear.hear });
  const writer = await LightClient.open(target, room);
  const pen = new Pen(0);
  writer.sendUpdate(pen.begin());
  for (let round = 0; round < ROUNDS; round++) {
    for (let key = 0; key < KEYS_PER_ROUND; key++) writer.sendUpdate(pen.type(letterAt(pen.clock)));
    await until(
      () => ear.has(0) === pen.clock,
      () => `round ${round} of the visit`,
    );
  }
  await Promise.all([writer.close(), watcher.close()]);
}
