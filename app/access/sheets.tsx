import { formatDate, sv } from '@delaktig/texts';
import { Link } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { Printed, Sheet } from '../../server/accounts/contract.ts';
import { EndOfPage } from '../components/end-of-page.tsx';
import { Masthead } from '../components/masthead.tsx';
import { shownAs } from './shown.ts';

const t = sv.access.sheets;

/** So many slips of A6 are cut from a page of A4. */
const ON_A_PAGE = 4;

type Props = { printed: Printed & { left: number }; back: { to: string; text: string } };

/** The slips of paper, made a moment ago: on the screen once, and on paper as cut sheets. */
export function SheetsPage(props: Props) {
  return (
    <>
      <a className="skip" href="#text">
        {sv.chrome.skipToText}
      </a>
      <Masthead />
      <main className="wrap reading" id="text" tabIndex={-1}>
        <Sheets {...props} />
      </main>
      <EndOfPage />
    </>
  );
}

function Sheets({ printed: { address, sheets, left }, back }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [canPrint, setCanPrint] = useState(false);
  useEffect(() => {
    setCanPrint(true);
    heading.current?.focus();
  }, []);
  return (
    <>
      <div className="before-print">
        <h1 className="say calm" tabIndex={-1} ref={heading}>
          {sheets.length === 0 ? t.nobody : t.say(sheets.length)}
        </h1>
        {sheets.length === 0 ? null : <p className="say-more">{t.more}</p>}
        {left === 0 ? null : <p className="say-more">{t.left(left)}</p>}
        <p className="acts">
          {sheets.length > 0 && canPrint ? (
            <button className="btn main" type="button" onClick={() => window.print()}>
              {t.print}
            </button>
          ) : null}
          <Link className="btn" to={back.to} reloadDocument>
            {back.text}
          </Link>
        </p>
        {sheets.length === 0 || canPrint ? null : <p className="small">{t.printHow}</p>}
      </div>
      {pages(sheets).map((page) => (
        <div className="slips" key={page[0]?.accountId}>
          {page.map((sheet) => (
            <Slip sheet={sheet} address={address} key={sheet.accountId} />
          ))}
        </div>
      ))}
    </>
  );
}

function Slip({ sheet, address }: { sheet: Sheet; address: string }) {
  const { role, name, unit, purpose, code, until, signInWith } = sheet;
  const where = `${address}/valkommen`.replace(/^https?:\/\//, '');
  const yours = signInWith.kind === 'mobile' ? t.yourMobile : t.yourEmail;
  return (
    <article className="slip">
      <p className="slip-head">
        <b className="word">{sv.chrome.product}</b>
        <span>{unit}</span>
      </p>
      <h2>{shownAs(name, role === null ? [] : [{ role }])}</h2>
      <p className="slip-for">{t[purpose]}</p>
      <ol>
        {t.steps.map((step) => (
          <li key={step('')}>{step(where)}</li>
        ))}
      </ol>
      <p className="slip-code">
        <span className="sr">{t.code} </span>
        <code>{code}</code>
      </p>
      <p className="slip-after">
        {t.after}{' '}
        {signInWith.text === null ? (
          yours
        ) : (
          <>
            {t[signInWith.kind]} <b className="nb">{signInWith.text}</b>
          </>
        )}
        .
      </p>
      <p className="slip-until">{t.until(formatDate(until))}</p>
    </article>
  );
}

function pages(sheets: Sheet[]): Sheet[][] {
  const count = Math.ceil(sheets.length / ON_A_PAGE);
  return Array.from({ length: count }, (_, nth) => sheets.slice(nth * ON_A_PAGE, (nth + 1) * ON_A_PAGE));
}
