import type { Response } from 'express';
import type { PageLocals } from './security-headers.ts';

export type PlainText = { title: string; text: string };

/** Sends a page that needs neither build, database nor script: for refusals, and when all else fails. */
export function sendPlainPage(response: Response, status: number, { title, text }: PlainText): void {
  const { nonce } = response.locals as Partial<PageLocals>;
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(plainPage({ title, text, nonce: nonce ?? '' }));
}

function plainPage({ title, text, nonce }: PlainText & { nonce: string }): string {
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} – Delaktig</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; }
body { font: 1.125rem/1.55 system-ui, sans-serif; max-width: 36rem; margin: 12vh auto; padding: 0 1.25rem; }
h1 { font-size: 1.75rem; line-height: 1.25; }
</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
</main>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
