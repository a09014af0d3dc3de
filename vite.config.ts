import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

declare module '@remix-run/server-runtime' {
  // Types of loader data follow single fetch.
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [remix(remixConfig)],
  build: {
    target: 'es2022',
    // An inlined asset would need `data:` in the policy for fonts.
    assetsInlineLimit: 0,
  },
  optimizeDeps: {
    // In development all dependencies are found before the first page: one found later comes with a second
    // React, and the page breaks until it is loaded again.
    entries: ['app/**/*.{ts,tsx}', '!app/entry.server.tsx', '!app/**/*.test.*'],
  },
  ssr: {
    // Workspaces are TypeScript sources: bundled. Every other dependency stays a plain import.
    noExternal: [/^@delaktig\//],
  },
});
