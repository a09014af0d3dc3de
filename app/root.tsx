import type { Actor, Role } from '@delaktig/domain';
import { administeredBy } from '@delaktig/domain';
import { list, sv } from '@delaktig/texts';
import sans from '@fontsource-variable/schibsted-grotesk/files/schibsted-grotesk-latin-wght-normal.woff2?url';
import serif from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2?url';
import type { AppLoadContext, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useNavigate,
  useNavigation,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { RouterProvider } from 'react-aria-components';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import favicon from './assets/favicon.svg?url';
import { Sprite } from './components/icons.tsx';
import { Notice, noticeTitle } from './components/notice.tsx';
import { WithoutContact } from './components/without-contact.tsx';
import { useNonce } from './nonce.ts';
import { SignOutProvider } from './sign-out/sign-out-provider.tsx';
import { rememberAccount } from './signed-in.ts';
import styles from './styles/index.css?url';
import { readTheme } from './theme.ts';
import type { RootData } from './viewer.ts';
import { useRootData } from './viewer.ts';

export const links: LinksFunction = () => [
  { rel: 'preload', href: serif, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'preload', href: sans, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: favicon, type: 'image/svg+xml' },
];

/** Pages name themselves; this is for what could not be shown. */
export const meta: MetaFunction = ({ error }) => [
  { title: error === undefined ? sv.chrome.product : sv.chrome.title(noticeTitle(error)) },
];

export async function loader({ request, context }: LoaderFunctionArgs): Promise<RootData> {
  const { session } = context;
  return {
    theme: readTheme(request.headers.get('Cookie')),
    viewer:
      session === null
        ? null
        : {
            account: session.account,
            duties: list([
              ...session.units.map((unit) => `${dutiesIn(unit.roles)}, ${unit.name}`),
              ...(administers(session.actor) ? [sv.roles.administrator] : []),
            ]),
            administers: administers(session.actor),
            news: await unreadNotices(context),
          },
  };
}

/** None where they cannot be read: a page that can be shown is shown. */
async function unreadNotices({ threads }: AppLoadContext): Promise<number> {
  const notices = await threads.notices().catch(() => []);
  return notices.filter(({ read }) => !read).length;
}

function administers(actor: Actor): boolean {
  return administeredBy(actor).length > 0;
}

function dutiesIn(roles: readonly Role[]): string {
  return list(roles.map((role) => sv.roles[role]));
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  return (
    <html lang="sv" data-theme={useRootData()?.theme ?? undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {/* Where libraries that put a style into the page find the nonce for it. */}
        <meta property="csp-nonce" nonce={nonce} suppressHydrationWarning />
        <Meta />
        <Links />
      </head>
      <body>
        <Sprite />
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return (
    <Surroundings>
      <Underway />
      <WithoutContact />
      <Outlet />
    </Surroundings>
  );
}

export function ErrorBoundary() {
  return (
    <Surroundings>
      <Notice />
    </Surroundings>
  );
}

/** One language for every part that words itself, and links that the router follows. */
function Surroundings(props: { children: ReactNode }) {
  const navigate = useNavigate();
  useRememberedAccount();
  return (
    <I18nProvider locale="sv-SE">
      <RouterProvider navigate={navigate}>
        <SignOutProvider>{props.children}</SignOutProvider>
      </RouterProvider>
    </I18nProvider>
  );
}

/** Not where the root itself could not be read: then nobody knows who has signed in. */
function useRememberedAccount(): void {
  const root = useRootData();
  const accountId = root === undefined ? undefined : (root.viewer?.account.id ?? null);
  useEffect(() => {
    if (accountId !== undefined) rememberAccount(accountId);
  }, [accountId]);
}

function Underway() {
  const { state } = useNavigation();
  return state === 'loading' ? <div className="underway" aria-hidden="true" /> : null;
}
