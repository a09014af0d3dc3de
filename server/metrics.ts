import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CLOSE } from '@delaktig/sync';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { MailCounts } from './database/mails.ts';
import type { CloseName, Counts, Dropped, Signals } from './rooms/signals.ts';

/** What is asked for when somebody looks, beside what has been counted meanwhile. */
export type Readings = {
  counts: Counts;
  databaseUp: boolean;
  /** Null: the database did not say. */
  mails: MailCounts | null;
};

export type Metrics = {
  signals: Signals;
  contentType: string;
  /** Everything in the text format of Prometheus. */
  text(readings: Readings): Promise<string>;
};

/** Every reason is there from the start, at 0: an alarm on what has not happened yet has something to look at. */
const CLOSED: Array<CloseName | 'foreignOrigin'> = [...(Object.keys(CLOSE) as CloseName[]), 'foreignOrigin'];
const DROPPED: Record<Dropped, true> = {
  'no-right-to-write': true,
  'foreign-presence': true,
  'presence-too-large': true,
  'presence-too-often': true,
  'known-words': true,
};

/** Seconds: from a commit on an idle machine to one that somebody waits for. */
const COMMIT_BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
const COMPACTION_BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

/**
 * What one server tells Prometheus: counts and times, never words, names or ids. Nothing here runs between two
 * looks: the usual measure of the loop's delay is a timer of 10 ms, four times what an idle server may cost.
 */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const signals = countSignals(registry);
  const read = readingGauges(registry);
  const readProcess = processMetrics(registry);
  return {
    signals,
    contentType: registry.contentType,
    async text(readings) {
      read(readings);
      await readProcess();
      return registry.metrics();
    },
  };
}

function countSignals(registry: Registry): Signals {
  const registers = [registry];
  const counter = (name: string, help: string) => new Counter({ name, help, registers });
  const commits = counter('delaktig_commits_total', 'Group commits of words that succeeded.');
  const rooms = counter('delaktig_committed_rooms_total', 'Rooms in those commits, summed over commits.');
  const updates = counter('delaktig_committed_updates_total', 'Updates in those commits.');
  const failures = counter('delaktig_commit_failures_total', 'Group commits that failed.');
  const commitSeconds = new Histogram({
    name: 'delaktig_commit_duration_seconds',
    help: 'How long a group commit took.',
    buckets: COMMIT_BUCKETS,
    registers,
  });
  const compactionSeconds = new Histogram({
    name: 'delaktig_compaction_duration_seconds',
    help: 'How long it took to put the tail of a room into its snapshot.',
    buckets: COMPACTION_BUCKETS,
    registers,
  });
  const healingFailures = counter('delaktig_healing_failures_total', 'Times that marks could not be healed.');
  const healingSeconds = new Histogram({
    name: 'delaktig_healing_duration_seconds',
    help: 'How long it took to look at the marks of comments in a room, and to make them right.',
    buckets: COMPACTION_BUCKETS,
    registers,
  });
  const closed = byReason(
    new Counter({
      name: 'delaktig_closed_total',
      help: 'Sockets and channels that the server closed or refused, by reason.',
      labelNames: ['reason'],
      registers,
    }),
    CLOSED,
  );
  const dropped = byReason(
    new Counter({
      name: 'delaktig_dropped_frames_total',
      help: 'What clients said that was passed over without a word, by reason.',
      labelNames: ['reason'],
      registers,
    }),
    Object.keys(DROPPED),
  );
  return {
    committed(seconds, roomsInIt, updatesInIt) {
      commits.inc();
      rooms.inc(roomsInIt);
      updates.inc(updatesInIt);
      commitSeconds.observe(seconds);
    },
    commitFailed: () => failures.inc(),
    compacted: (seconds) => compactionSeconds.observe(seconds),
    healed: (seconds) => healingSeconds.observe(seconds),
    healingFailed: () => healingFailures.inc(),
    closed,
    dropped,
  };
}

function byReason(counter: Counter<'reason'>, reasons: string[]): (reason: string) => void {
  const counted = new Map(reasons.map((reason) => [reason, counter.labels(reason)]));
  for (const child of counted.values()) child.inc(0);
  return (reason) => counted.get(reason)?.inc();
}

function readingGauges(registry: Registry): (readings: Readings) => void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const sockets = gauge('delaktig_sockets', 'Open sockets.');
  const rooms = gauge('delaktig_rooms', 'Sections held in memory.');
  const waiting = gauge('delaktig_waiting_bytes', 'Bytes received that no commit holds yet.');
  const queued = gauge('delaktig_queued_bytes', 'Bytes sent to sockets that their readers have not read.');
  const up = gauge('delaktig_database_up', 'Whether the database could be written to when last asked.');
  const mailsWaiting = gauge('delaktig_mails_waiting', 'Mails in line that are not sent yet.');
  const mailsFailed = gauge('delaktig_mails_failed', 'Mails of the last 30 days that were refused for good.');
  return ({ counts, databaseUp, mails }) => {
    sockets.set(counts.sockets);
    rooms.set(counts.rooms);
    waiting.set(counts.waitingBytes);
    queued.set(counts.queuedBytes);
    up.set(databaseUp ? 1 : 0);
    // What is not known is told as such, not as none.
    mailsWaiting.set(mails?.waiting ?? Number.NaN);
    mailsFailed.set(mails?.failed ?? Number.NaN);
  };
}

/** Under the names that every Node server has for them. */
function processMetrics(registry: Registry): () => Promise<void> {
  const registers = [registry];
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const counter = (name: string, help: string) => new Counter({ name, help, registers });
  const cpu = counter('process_cpu_seconds_total', 'CPU time of the process.');
  const active = counter(
    'nodejs_eventloop_active_seconds_total',
    'Time in which the event loop was at work.',
  );
  const idle = counter('nodejs_eventloop_idle_seconds_total', 'Time in which the event loop waited.');
  const lag = gauge(
    'nodejs_eventloop_lag_seconds',
    'One turn of the event loop, measured while this is read.',
  );
  const resident = gauge('process_resident_memory_bytes', 'Resident memory.');
  const heap = gauge('nodejs_heap_size_used_bytes', 'Heap in use.');
  const heapTotal = gauge('nodejs_heap_size_total_bytes', 'Heap taken from the system.');
  const external = gauge('nodejs_external_memory_bytes', 'Memory beside the heap, that of buffers included.');
  gauge('process_start_time_seconds', 'When the process started, in Unix time.').set(
    performance.timeOrigin / 1000,
  );
  return async () => {
    const { user, system } = process.cpuUsage();
    setCounter(cpu, (user + system) / 1e6);
    const loop = performance.eventLoopUtilization();
    setCounter(active, loop.active / 1e3);
    setCounter(idle, loop.idle / 1e3);
    const memory = process.memoryUsage();
    resident.set(memory.rss);
    heap.set(memory.heapUsed);
    heapTotal.set(memory.heapTotal);
    external.set(memory.external);
    const before = performance.now();
    await nextTurn();
    lag.set((performance.now() - before) / 1e3);
  };
}

/** The total is the system's; a counter of ours can only be added to. */
function setCounter(counter: Counter, total: number): void {
  counter.reset();
  counter.inc(Math.max(0, total));
}
