import { isAllowedHref } from '@delaktig/editor/reading';

/** What a person types as an address, as a link holds it: "exempel.se" and "namn@exempel.se" too. Null when it is none. */
export function readAddress(typed: string): string | null {
  const address = typed.trim();
  if (address === '' || /\s/.test(address)) return null;
  if (isAllowedHref(address)) return address;
  // Another scheme ("javascript:", "ftp:") is refused; a host with a port ("exempel.se:8080") is not a scheme.
  if (/^[a-z][a-z0-9+-]*:/i.test(address)) return null;
  if (/^[^@/]+@[^@/]+\.[^@/.]+$/.test(address)) return readable(`mailto:${address}`);
  return /^[^/@]+\.[^/.]/.test(address) ? readable(`https://${address}`) : null;
}

function readable(address: string): string | null {
  return isAllowedHref(address) ? address : null;
}
