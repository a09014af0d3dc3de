import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newcomer, twoAdministrations } from '../support/administration.ts';
import { startApp } from '../support/app.ts';
import { visitor } from '../support/browser.ts';
import { privateFolder } from '../support/data-folder.ts';
import { testDatabase } from '../support/database.ts';
import { findings } from '../support/findings.ts';
import { textOf } from '../support/smtp-server.ts';
import { waitUntil } from '../support/wait-until.ts';

const PASSWORD = 'fyrvaktarens katt';

/** An administrator with a browser, and the folder into which mails are written. */
async function scene(options: Parameters<typeof visitor>[1] = {}) {
  const database = await testDatabase();
  const dataDir = privateFolder();
  const app = await startApp({ database, env: { DELAKTIG_DATA_DIR: dataDir } });
  const { own, administrator } = await twoAdministrations(database.sql);
  const admin = await visitor(app.origin, {
    cookie: administrator.cookie,
    name: 'administrator',
    ...options,
  });
  return { ...app, sql: database.sql, own, page: admin.page, mails: path.join(dataDir, 'mail') };
}

async function choosePassword(page: Page): Promise<void> {
  await page.getByRole('heading', { name: /^Välkommen/ }).waitFor();
  await page.getByLabel('Välj ett lösenord').fill(PASSWORD);
  await page.getByRole('button', { name: 'Välj och logga in' }).click();
  await page.waitForURL('/');
}

async function signIn(page: Page, identifier: string): Promise<void> {
  await page.goto('/logga-in');
  await page.getByLabel('E-post, mobilnummer eller användarnamn').fill(identifier);
  await page.getByLabel('Lösenord').fill(PASSWORD);
  await page.getByRole('button', { name: 'Logga in', exact: true }).click();
  await page.waitForURL('/');
}

/** The link in the newest mail. */
async function linkIn(folder: string, number = 1): Promise<string> {
  const files = await waitUntil(() => {
    const all = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];
    return all.length >= number ? all : null;
  }, `${number} mails`);
  const texts = files.map((name) => textOf(readFileSync(path.join(folder, name), 'utf8')));
  return /http:\S+\/valkommen\/[\w-]{43}/.exec(texts.at(-1) ?? '')?.[0] ?? '';
}

test('invited by mail: the link opens in another browser, once, and is told nobody', async () => {
  const { origin, sql, own, page, mails } = await scene();
  await newcomer(sql, [own], { email: 'runa@fyr.example' });
  await page.goto('/administration/inbjudningar');
  await page.getByRole('checkbox', { name: 'Välj Ada Min' }).uncheck();
  await page.getByRole('button', { name: 'Skicka inbjudan med e-post' }).click();
  await page.getByRole('status').filter({ hasText: 'En inbjudan är på väg.' }).waitFor();
  await page.getByText(/^Inbjuden med e-post/).waitFor();
  expect(await page.getByRole('checkbox', { name: 'Välj Runa Fyr' }).isChecked()).toBe(false);

  const link = await linkIn(mails);
  const runa = await visitor(origin, { name: 'runa' });
  const told: string[] = [];
  runa.page.on('request', (request) => told.push(request.headers().referer ?? ''));
  const answer = await runa.page.goto(link);
  expect(answer?.headers()['referrer-policy']).toBe('strict-origin');
  expect(answer?.headers()['cache-control']).toBe('no-store');
  await runa.page.getByRole('heading', { name: 'Välkommen, Runa' }).waitFor();
  expect(await findings(runa.page)).toEqual([]);
  await runa.page.getByLabel('Välj ett lösenord').fill('kort');
  await runa.page.getByRole('button', { name: 'Välj och logga in' }).click();
  await runa.page.getByRole('alert').filter({ hasText: 'mellan 12 och 200 tecken' }).waitFor();
  await choosePassword(runa.page);
  expect(told.join()).not.toMatch(/valkommen\/./);

  const thief = await visitor(origin, { name: 'thief' });
  expect((await thief.page.goto(link))?.status()).toBe(404);
  await thief.page.getByText('Länken går inte att använda.').waitFor();
  await signIn(thief.page, 'runa@fyr.example');
});

test('on paper: the code lets one in once, with the username that stands beside it', async () => {
  const { origin, sql, own, page } = await scene();
  const id = await newcomer(sql, [own], { name: 'Ali Berg' });
  await page.goto(`/administration/personer/${id}/inloggning`);
  await page.getByRole('textbox', { name: 'Användarnamn' }).fill('Ali.B');
  await page.getByRole('button', { name: 'Ge användarnamn' }).click();
  await page.getByRole('status').filter({ hasText: 'Användarnamnet är nu ali.b.' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Skriv ut kod' }).click();
  await page.getByRole('heading', { name: 'En kod att skriva ut' }).waitFor();
  expect(await findings(page)).toEqual([]);
  const slip = page.getByRole('article');
  const code = (await slip.locator('code').textContent()) ?? '';
  expect(await slip.innerText()).toMatch(/Ali Berg[\s\S]*\/valkommen[\s\S]*användarnamnet ali\.b/);
  await page.getByRole('link', { name: 'Tillbaka' }).click();
  await page.getByText(/^Kod utskriven/).waitFor();
  expect(await page.content()).not.toContain(code);

  const ali = await visitor(origin, { name: 'ali', viewport: { width: 390, height: 844 } });
  await ali.page.goto('/logga-in');
  await ali.page.getByRole('link', { name: 'Jag har en kod' }).click();
  const enter = async (written: string) => {
    await ali.page.getByRole('textbox', { name: 'Kod' }).fill(written);
    await ali.page.getByRole('button', { name: 'Fortsätt' }).click();
  };
  await enter('BCDF-GHJK-MPQR');
  await ali.page.getByRole('alert').filter({ hasText: 'Koden går inte att använda.' }).waitFor();
  expect(await findings(ali.page)).toEqual([]);
  await enter(code.toLowerCase().replaceAll('-', ' '));
  await choosePassword(ali.page);
  await ali.page.getByRole('contentinfo').getByRole('button', { name: 'Logga ut' }).click();
  await ali.page.waitForURL('/logga-in');
  await ali.page.goto('/valkommen');
  await enter(code);
  await ali.page.getByRole('alert').filter({ hasText: 'Koden går inte att använda.' }).waitFor();
  await signIn(ali.page, 'ALI.B');
});

test('a session that an administrator ends is shown out of its open report', async () => {
  const { origin, sql, own, page } = await scene();
  const id = await newcomer(sql, [own], { name: 'Ali Berg' });
  await page.goto(`/administration/personer/${id}/inloggning`);
  await page.getByRole('button', { name: 'Skriv ut kod' }).click();
  const code = (await page.getByRole('article').locator('code').textContent()) ?? '';
  const ali = await visitor(origin, { name: 'ali' });
  await ali.page.goto('/valkommen');
  await ali.page.getByRole('textbox', { name: 'Kod' }).fill(code);
  await ali.page.getByRole('button', { name: 'Fortsätt' }).click();
  await choosePassword(ali.page);
  await ali.page.goto(`/rapporter/${own.reportId}`);
  await ali.page.getByRole('textbox', { name: 'Avsnitt 0' }).click();
  await ali.page.keyboard.type('Hej');
  await ali.page.locator('.save-line.saved').waitFor();

  await page.goto(`/administration/personer/${id}/inloggning`);
  await page.getByRole('button', { name: /^Avsluta Chrome på / }).click();
  await page.getByRole('status').filter({ hasText: 'En inloggning avslutad.' }).waitFor();
  await ali.page.getByText('Du har loggats ut.').first().waitFor({ timeout: 5_000 });
  await ali.page.goto(`/rapporter/${own.reportId}`);
  await ali.page.waitForURL(/logga-in/);
});

test('one sees to one’s own account: the other sessions, and the password', async () => {
  const { origin, sql, own, page } = await scene();
  const id = await newcomer(sql, [own], { name: 'Ali Berg', mobile: '+46701234567' });
  await page.goto(`/administration/personer/${id}/inloggning`);
  await page.getByRole('button', { name: 'Skriv ut kod' }).click();
  const code = (await page.getByRole('article').locator('code').textContent()) ?? '';
  const phone = await visitor(origin, { name: 'phone', viewport: { width: 390, height: 844 } });
  await phone.page.goto(`/valkommen/${code}`);
  await choosePassword(phone.page);
  const desk = await visitor(origin, { name: 'desk' });
  await signIn(desk.page, '070-123 45 67');
  await desk.page.getByRole('button', { name: 'ditt konto' }).click();
  await desk.page.getByRole('menuitem', { name: 'Mitt konto' }).click();
  await desk.page.waitForURL('/konto');
  await desk.page.getByText('070-123 45 67').waitFor();
  expect(await findings(desk.page)).toEqual([]);
  await desk.page.getByRole('button', { name: /^Avsluta Chrome/ }).click();
  await desk.page.getByRole('status').filter({ hasText: 'En inloggning avslutad.' }).waitFor();
  await phone.page.goto('/konto');
  await phone.page.waitForURL(/logga-in/);

  await desk.page.getByLabel('Nuvarande lösenord').fill('fel lösenord här');
  await desk.page.getByLabel('Nytt lösenord').fill('ett annat lösenord');
  await desk.page.getByRole('button', { name: 'Byt lösenord' }).click();
  await desk.page.getByRole('alert').filter({ hasText: 'inget är ändrat' }).waitFor();
  await desk.page.getByLabel('Nuvarande lösenord').fill(PASSWORD);
  await desk.page.getByRole('button', { name: 'Byt lösenord' }).click();
  await desk.page.getByRole('status').filter({ hasText: 'Lösenordet är bytt.' }).waitFor();
});

test('a forgotten password, by keyboard: the same answer for whoever asks, and a link for those with a mail', async () => {
  const { origin, sql, own, mails } = await scene();
  await newcomer(sql, [own], { email: 'runa@fyr.example' });
  const guest = await visitor(origin);
  const ask = async (identifier: string) => {
    await guest.page.goto('/glomt-losenord');
    await guest.page.getByLabel('E-post, mobilnummer eller användarnamn').focus();
    await guest.page.keyboard.type(identifier);
    await guest.page.keyboard.press('Enter');
    const heading = guest.page.getByRole('heading', { name: 'Titta i din e-post' });
    await heading.waitFor();
    await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true);
    return guest.page.getByRole('main').innerText();
  };
  const unknown = await ask('ingen@fyr.example');
  expect(await ask('runa@fyr.example')).toBe(unknown);
  expect(await findings(guest.page)).toEqual([]);
  await guest.page.goto(await linkIn(mails));
  await guest.page.getByLabel('Välj ett lösenord').focus();
  await guest.page.keyboard.type(PASSWORD);
  await guest.page.keyboard.press('Enter');
  await guest.page.waitForURL('/');
});

test('without JavaScript: invited, printed, let in and shown out', async () => {
  const { origin, sql, own, page } = await scene({ javaScriptEnabled: false });
  const id = await newcomer(sql, [own], { name: 'Ali Berg', username: 'ali.b' });
  await page.goto('/administration/inbjudningar');
  await page.getByRole('checkbox', { name: 'Välj Ada Min' }).uncheck();
  await page.getByRole('button', { name: 'Skriv ut koder' }).click();
  await page.getByRole('heading', { name: 'En kod att skriva ut' }).waitFor();
  const code = (await page.getByRole('article').locator('code').textContent()) ?? '';
  const ali = await visitor(origin, { name: 'ali', javaScriptEnabled: false });
  await ali.page.goto('/valkommen');
  await ali.page.getByRole('textbox', { name: 'Kod' }).fill(code);
  await ali.page.getByRole('button', { name: 'Fortsätt' }).click();
  await choosePassword(ali.page);
  await page.goto(`/administration/personer/${id}/inloggning`);
  await page.getByRole('button', { name: /^Avsluta/ }).click();
  await page.getByText('En inloggning avslutad.').waitFor();
  await ali.page.goto('/konto');
  await ali.page.waitForURL(/logga-in/);
});
