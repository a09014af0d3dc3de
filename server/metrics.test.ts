import { expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';

const READINGS = {
  counts: { sockets: 3, rooms: 2, waitingBytes: 70, queuedBytes: 1_000 },
  databaseUp: true,
  mails: { waiting: 2, failed: 1 },
};

async function lines(metrics = createMetrics()): Promise<string[]> {
  return (await metrics.text(READINGS)).split('\n');
}

test('what was counted and what there is now', async () => {
  const metrics = createMetrics();
  const { committed, commitFailed, compacted, closed, dropped } = metrics.signals;
  committed(0.004, 2, 30);
  committed(3, 1, 1);
  commitFailed();
  compacted(0.03);
  closed('noRight');
  closed('noRight');
  closed('foreignOrigin');
  dropped('known-words');
  expect(await lines(metrics)).toEqual(
    expect.arrayContaining([
      'delaktig_commits_total 2',
      'delaktig_committed_rooms_total 3',
      'delaktig_committed_updates_total 31',
      'delaktig_commit_failures_total 1',
      'delaktig_commit_duration_seconds_bucket{le="0.005"} 1',
      'delaktig_commit_duration_seconds_bucket{le="5"} 2',
      'delaktig_commit_duration_seconds_count 2',
      'delaktig_compaction_duration_seconds_count 1',
      'delaktig_closed_total{reason="noRight"} 2',
      'delaktig_closed_total{reason="foreignOrigin"} 1',
      'delaktig_dropped_frames_total{reason="known-words"} 1',
      'delaktig_sockets 3',
      'delaktig_rooms 2',
      'delaktig_waiting_bytes 70',
      'delaktig_queued_bytes 1000',
      'delaktig_database_up 1',
      'delaktig_mails_waiting 2',
      'delaktig_mails_failed 1',
    ]),
  );
});

test('every reason is there before it has happened', async () => {
  const found = await lines();
  for (const reason of ['noSession', 'tooSlow', 'unavailable', 'foreignOrigin']) {
    expect(found).toContain(`delaktig_closed_total{reason="${reason}"} 0`);
  }
  for (const reason of ['no-right-to-write', 'presence-too-often']) {
    expect(found).toContain(`delaktig_dropped_frames_total{reason="${reason}"} 0`);
  }
});

test('two servers count apart, and a measure is told once however often it is read', async () => {
  const [one, other] = [createMetrics(), createMetrics()];
  one.signals.commitFailed();
  await lines(one);
  expect(await lines(one)).toContain('delaktig_commit_failures_total 1');
  expect(await lines(other)).toContain('delaktig_commit_failures_total 0');
  const cpu = (await lines(one)).filter((line) => line.startsWith('process_cpu_seconds_total '));
  expect(cpu).toHaveLength(1);
  expect(Number(cpu[0]?.split(' ')[1])).toBeGreaterThan(0);
});
