/** What a session was started with, in proper names such as "Chrome" and "Android"; null for what is not known. */
export type Device = { browser: string | null; system: string | null };

export const UNKNOWN_DEVICE: Device = { browser: null, system: null };

/** Others call themselves Chrome and Safari too, so the more particular names come first. */
const BROWSERS: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|\bCriOS|\bChromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];

const SYSTEMS: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

/** From the User-Agent header, without version numbers: enough to know one's own, too little to follow anybody. */
export function deviceOf(userAgent: string | undefined): Device {
  if (userAgent === undefined) return UNKNOWN_DEVICE;
  const first = (names: [RegExp, string][]) => names.find(([form]) => form.test(userAgent))?.[1] ?? null;
  return { browser: first(BROWSERS), system: first(SYSTEMS) };
}
