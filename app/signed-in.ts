const STORED = 'delaktig:account';
const CHANGED = 'delaktig:account-changed';

/**
 * Tells every tab of this browser who has signed in, since the cookie that says it cannot be read: a page of one
 * account must send nothing with another's session. Null: nobody.
 */
export function rememberAccount(accountId: string | null): void {
  try {
    if (window.localStorage.getItem(STORED) === accountId) return;
    if (accountId === null) window.localStorage.removeItem(STORED);
    else window.localStorage.setItem(STORED, accountId);
  } catch {
    // A browser that keeps nothing tells its other tabs nothing; the server still knows who asks.
    return;
  }
  // Other tabs hear of it by the storage; this one does not.
  window.dispatchEvent(new Event(CHANGED));
}

/** Whether somebody else than this account has signed in, as far as this browser tells. */
export function isSomebodyElse(accountId: string): boolean {
  const signedIn = remembered();
  return signedIn !== null && signedIn !== accountId;
}

/** Calls when this account is not the one that is signed in any more, in whichever tab that came about. */
export function onSignedOut(accountId: string, act: () => void, signal: AbortSignal): void {
  const look = () => {
    if (remembered() !== accountId) act();
  };
  window.addEventListener(CHANGED, look, { signal });
  window.addEventListener(
    'storage',
    ({ key }) => {
      if (key === STORED || key === null) look();
    },
    { signal },
  );
}

function remembered(): string | null {
  try {
    return window.localStorage.getItem(STORED);
  } catch {
    return null;
  }
}
