import { createContext, useContext } from 'react';

/**
 * The nonce of the page's scripts, known while the server renders. In the browser it is undefined:
 * scripts that are already trusted load the others, and browsers hide the attribute anyway.
 */
export const NonceContext = createContext<string | undefined>(undefined);

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
