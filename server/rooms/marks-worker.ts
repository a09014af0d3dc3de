import { healed } from './healing.ts';
import type { Job } from './marks-thread.ts';
import { replaced } from './replacement.ts';
import { serveThread } from './serve-thread.ts';

/** The other side of `MarksThread`. */
serveThread((job: Job) => (job.kind === 'heal' ? healed(job) : replaced(job)));
