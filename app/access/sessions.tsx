import { sv } from '@delaktig/texts';
import { Form } from '@remix-run/react';
import type { ShownSession } from '../../server/accounts/contract.ts';
import { MadeFor } from '../components/made-for.tsx';

const t = sv.access.account;

/** Where somebody is signed in, each with its end. One's own present session ends by signing out. */
export function Sessions({ sessions, endAll }: { sessions: ShownSession[]; endAll: string | null }) {
  return (
    <Form method="post">
      <MadeFor />
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to VoiceOver */}
      <ul className="sessions" role="list">
        {sessions.map(({ id, browser, system, since, isThis }) => {
          const device = sv.access.device(browser, system);
          return (
            <li key={id}>
              <span>
                <b>{device}</b>
                <small>{t.since(since)}</small>
              </span>
              {isThis ? (
                <span className="this-one">{t.thisOne}</span>
              ) : (
                <button
                  className="btn low"
                  type="submit"
                  name="session"
                  value={id}
                  aria-label={t.endWhich(device, since)}
                >
                  {t.end}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {endAll === null ? null : (
        <p className="acts">
          <button className="btn" type="submit" name="intent" value="end-all">
            {endAll}
          </button>
        </p>
      )}
    </Form>
  );
}
