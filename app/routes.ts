import type { RouteConfig } from '@remix-run/route-config';
import { index, route } from '@remix-run/route-config';

export default [
  index('routes/start.tsx'),
  route('logga-in', 'routes/sign-in.tsx'),
  route('logga-ut', 'routes/sign-out.ts'),
  route('valkommen/:token?', 'routes/welcome.tsx'),
  route('glomt-losenord', 'routes/forgotten.tsx'),
  route('konto', 'routes/account.tsx'),
  route('administration/inbjudningar', 'routes/invitations.tsx'),
  route('administration/personer/:id/inloggning', 'routes/person-access.tsx'),
  route('administration/personer/las-in', 'routes/people-import.tsx'),
  route('administration/personer/mall.csv', 'routes/people-template.ts'),
  route('tema', 'routes/theme.ts'),
  route('las-in', 'routes/import.tsx'),
  route('rapporter/:id', 'routes/report.tsx'),
  route('rapporter/:id/gor', 'routes/report-act.ts'),
  route('rapporter/:id/historik/:section', 'routes/section-history.ts'),
  route('administration', 'routes/administration.tsx'),
  route('administration/enheter/:id', 'routes/administration.unit.tsx'),
  route('administration/personer', 'routes/administration.people.tsx'),
  route('administration/personer/ny', 'routes/administration.new-person.tsx'),
  route('administration/personer/:id', 'routes/administration.person.tsx'),
  route('administration/godkannande', 'routes/administration.approval.tsx'),
  route('administration/logg', 'routes/administration.log.tsx'),
  route('administration/logg.csv', 'routes/administration.log-file.ts'),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
