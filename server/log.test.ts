import { expect, test } from 'vitest';
import { createLog } from './log.ts';

test.each(['err', 'cause'])(
  'an error under `%s` is told with its reason, without the rows it quotes',
  (key) => {
    let said = '';
    const log = createLog('info', {
      write(line) {
        said += line;
      },
    });
    const error = Object.assign(new Error('duplicate key'), {
      detail: 'Key (email)=(anna@exempel.se) exists',
    });
    log.error({ [key]: error }, 'not stored');
    expect(said).toContain('duplicate key');
    expect(said).not.toContain('anna@exempel.se');
  },
);
