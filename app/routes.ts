import type { RouteConfig } from '@remix-run/route-config';
import { index, route } from '@remix-run/route-config';

export default [
  index('routes/start.tsx'),
  route('logga-in', 'routes/sign-in.tsx'),
  route('logga-ut', 'routes/sign-out.ts'),
  route('tema', 'routes/theme.ts'),
  route('las-in', 'routes/import.tsx'),
  route('rapporter/:id', 'routes/report.tsx'),
  route('rapporter/:id/gor', 'routes/report-act.ts'),
  route('rapporter/:id/historik/:section', 'routes/section-history.ts'),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
