import type { Server } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { sv } from '@delaktig/texts';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import type { RequestHandler } from 'express';
import express, { Router } from 'express';
import { Refusal } from '../refusal.ts';
import type { AppContext } from './context.ts';
import { sendPlainPage } from './plain-page.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const YEAR = '365d';

/** Answers with Remix' pages; `contextOf` gives what their loaders and actions get. */
export type Pages = {
  /** Scripts, styles and fonts, which anybody may have. */
  assets: RequestHandler;
  pages: (contextOf: ContextOf) => RequestHandler;
  close(): Promise<void>;
};
export type ContextOf = (request: express.Request, response: express.Response) => Promise<AppContext>;

/** The pages as they were built. */
export async function builtPages(): Promise<Pages> {
  const file = path.join(ROOT, 'build/server/index.js');
  const build = await import(pathToFileURL(file).href).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
      throw new Refusal('The pages are not built: run `npm run build`, or start with `npm start`');
    }
    throw error;
  });
  return {
    assets: builtAssets(),
    pages: (getLoadContext) =>
      createRequestHandler({ build: build as ServerBuild, mode: 'production', getLoadContext }),
    close: async () => {},
  };
}

/** The pages as Vite gives them while one works on them, its socket on the same port. */
export async function developedPages(server: Server): Promise<Pages> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    root: ROOT,
    appType: 'custom',
    server: { middlewareMode: true, hmr: { server } },
  });
  const build = () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>;
  return {
    assets: vite.middlewares,
    pages: (getLoadContext) => createRequestHandler({ build, mode: 'development', getLoadContext }),
    close: () => vite.close(),
  };
}

/** Names in `assets` carry a hash of what they hold, so they are kept for ever. */
function builtAssets(): RequestHandler {
  const client = path.join(ROOT, 'build/client');
  const router = Router();
  router.use(
    '/assets',
    express.static(path.join(client, 'assets'), { immutable: true, maxAge: YEAR, index: false }),
    (_request, response) => sendPlainPage(response, 404, sv.plain.notFound),
  );
  router.use(express.static(client, { maxAge: '1h', index: false }));
  return router;
}
