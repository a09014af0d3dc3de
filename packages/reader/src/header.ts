import type { ReportHeader, ReportKind } from '@delaktig/domain';
import { emptyHeader } from '@delaktig/domain';
import type { Account } from './account.ts';
import type { Furniture } from './furniture.ts';
import { knownHeading } from './headings.ts';
import { goalLabel } from './labels.ts';
import type { Piece } from './piece.ts';
import { endsSentence, fold, squash, startsLower, titleKey } from './text.ts';

export type HeaderResult = {
  header: ReportHeader;
  title: string | null;
  unit: string | null;
  kind: ReportKind | null;
  year: number | null;
  /** Lines of the cover that nothing is known about. */
  unknown: Piece[];
  footer: Furniture[];
};

type Label = 'officer' | 'phone' | 'addressee' | 'registryNumber' | 'date' | 'email' | 'decisions';
const LABELS: [RegExp, Label][] = [
  [/^(?:handläggare|kontaktperson)(?=\s*:|\s|$)\s*:?\s*/i, 'officer'],
  [/^(?:telefon(?:nummer)?|tel)(?=\s*[:.]|\s|$)\s*[:.]?\s*/i, 'phone'],
  [/^till(?=\s*:|\s+\p{Lu}|$)\s*:?\s*/iu, 'addressee'],
  [/^(?:dnr|diarienummer|diarienr)(?=\s*:|\s|$)\s*:?\s*/i, 'registryNumber'],
  [/^datum(?=\s*:|\s|$)\s*:?\s*/i, 'date'],
  [/^(?:e-?post|mejl)(?=\s*:|\s|$)\s*:?\s*/i, 'email'],
  [/^förslag till beslut(?=\s*:|\s|$)\s*:?\s*/i, 'decisions'],
];

const DATE =
  /^(?:\d{4}-\d{2}-\d{2}|\d{1,2} (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december) \d{4})$/i;
export const TITLE =
  /^(?:\p{L}{2,30}\s)?(?:verksamhetsberättelse|verksamhetsplan|tertialrapport|tertialuppföljning|delårsrapport|månadsrapport|årsrapport)/iu;
const PHONE = /^(?:\+46|0)[\d\s()-]{6,18}$/;
const MAIL = /^\S{1,60}@\S{1,60}\.\p{L}{2,8}$/u;
const WEB = /^(?:(?:https?:\/\/|www\.)\S{3,100}|\p{L}{3,30}\.(?:stockholm|se))$/iu;

/** The largest cover that is looked for; a report's first heading is never further down. */
export const COVER_REACH = 120;

/** Reads the cover: label lines, the office's address, the report's title and its unit. */
export function readHeader(pieces: Piece[], account: Account): HeaderResult {
  const reader = new HeaderReader(account);
  let open: Label | null = null;
  pieces.forEach((piece, i) => {
    open = reader.take(piece, open, pieces[i - 1], pieces[i + 1]);
  });
  return reader.finish();
}

class HeaderReader {
  #account: Account;
  #result: HeaderResult = {
    header: emptyHeader(),
    title: null,
    unit: null,
    kind: null,
    year: null,
    unknown: [],
    footer: [],
  };
  #titleOpen = false;

  constructor(account: Account) {
    this.#account = account;
  }

  /** Gives the label that waits for its value on the next line. */
  take(piece: Piece, open: Label | null, before: Piece | undefined, after: Piece | undefined): Label | null {
    const found = labelOf(piece.text);
    if (found) return this.#label(found.label, found.rest, piece);
    if (this.#title(piece)) return null;
    if (open && this.#value(open, piece)) return open === 'addressee' || open === 'decisions' ? open : null;
    if (this.#organisation(piece, before, after)) return null;
    if (this.#address(piece)) return null;
    this.#result.unknown.push(piece);
    return null;
  }

  #label(label: Label, rest: string, piece: Piece): Label | null {
    this.#claim(piece, label);
    const { header } = this.#result;
    if (label === 'decisions') {
      if (rest !== '') header.decisions.push(rest);
      return label;
    }
    if (header[label] === null || header[label] === '') header[label] = rest;
    return rest === '' && !(label === 'phone' && piece.text.endsWith(':')) ? label : null;
  }

  #value(label: Label, piece: Piece): boolean {
    const { header } = this.#result;
    if (label === 'decisions') {
      this.#claim(piece, label);
      const last = header.decisions.length - 1;
      if (last >= 0 && !piece.bullet && piece.blankBefore === 0 && startsLower(piece.text)) {
        header.decisions[last] = `${header.decisions[last]} ${piece.text}`;
      } else header.decisions.push(piece.text);
      return true;
    }
    if (label === 'phone' && !PHONE.test(piece.text)) return false;
    if (piece.text.length > 120 || (label === 'addressee' && DATE.test(piece.text))) return false;
    if (header[label] !== '' && (label !== 'addressee' || piece.blankBefore > 0)) return false;
    header[label] = header[label] === '' ? piece.text : `${header[label]} ${piece.text}`;
    this.#claim(piece, label);
    return true;
  }

  #title(piece: Piece): boolean {
    const result = this.#result;
    if (
      result.title === null &&
      TITLE.test(piece.text.slice(0, 80)) &&
      piece.text.length < 250 &&
      !endsSentence(piece.text)
    ) {
      result.title = piece.text;
      this.#titleOpen = true;
      this.#account.claim(piece, 'document', 'title');
      return true;
    }
    if (!this.#titleOpen || result.title === null) return false;
    const joins =
      piece.blankBefore === 0 && (startsLower(piece.text) || / (?:för|i|av|och)$/.test(result.title));
    this.#titleOpen = joins;
    if (joins && piece.text.length < 120) {
      result.title = `${result.title} ${piece.text}`;
      this.#account.claim(piece, 'document', 'title');
      return true;
    }
    if (unitOfTitle(result.title) === null && isUnitLine(piece.text) && !this.#isAddress(piece)) {
      result.unit = piece.text;
      this.#account.claim(piece, 'document', 'unit');
      return true;
    }
    return false;
  }

  #organisation(piece: Piece, before: Piece | undefined, after: Piece | undefined): boolean {
    const { header } = this.#result;
    const text = piece.text;
    if (header.organisation === null && text.length < 60) {
      if (/^(?:\p{Lu}[\p{L}-]+ (?:stad|kommun)|Region \p{Lu}[\p{L} ]+)$/u.test(text)) {
        header.organisation = text;
        this.#claim(piece, 'organisation');
        return true;
      }
      const whole = after ? `${text} ${after.text}` : '';
      if (/^\p{Lu}[\p{L}-]+ (?:stad|kommun)$/u.test(whole) && after?.blankBefore === 0) {
        header.organisation = whole;
        this.#claim(piece, 'organisation');
        return true;
      }
    }
    if (before && header.organisation === `${before.text} ${text}`) {
      this.#claim(piece, 'organisation');
      return true;
    }
    if (
      header.administration === null &&
      /förvaltning(?:en)?$|^stadsdelsförvaltningen /i.test(text) &&
      text.length < 80
    ) {
      header.administration = text;
      this.#claim(piece, 'administration');
      return true;
    }
    return false;
  }

  #isAddress(piece: Piece): boolean {
    return PHONE.test(piece.text) || MAIL.test(piece.text) || WEB.test(piece.text) || DATE.test(piece.text);
  }

  #address(piece: Piece): boolean {
    const result = this.#result;
    const { header } = result;
    const text = piece.text;
    if (fold(text) === 'tjansteutlatande' && header.documentKind === null) header.documentKind = text;
    else if (DATE.test(text) && header.date === null) header.date = text;
    else if (MAIL.test(text) && header.email === null) header.email = text;
    else if (WEB.test(text) && header.web === null) header.web = text;
    else if (PHONE.test(text) && header.phone === null) header.phone = text;
    else if (!this.#known(text)) {
      if (result.unit !== null || !isUnitLine(text) || !/enhet/i.test(text)) return false;
      result.unit = text;
      this.#account.claim(piece, 'document', 'unit');
      return true;
    }
    const footer = result.title !== null && (this.#known(text) || this.#isAddress(piece)) && !DATE.test(text);
    if (footer) result.footer.push({ from: piece.from, to: piece.to, text });
    else this.#claim(piece, 'address');
    return true;
  }

  /** Said before: a cover repeats its unit and telephone in its footer. */
  #known(text: string): boolean {
    const { header, unit, title } = this.#result;
    const key = squash(text);
    const said = [unit, title === null ? null : unitOfTitle(title), header.phone, header.email, header.web];
    return [...said, header.administration, header.documentKind].some(
      (one) => one !== null && one !== '' && squash(one) === key,
    );
  }

  #claim(piece: Piece, part: string): void {
    this.#account.claim(piece, 'header', part);
  }

  finish(): HeaderResult {
    const result = this.#result;
    if (result.title !== null) {
      result.unit = unitOfTitle(result.title) ?? result.unit;
      result.kind = kindOf(result.title);
      result.year = yearOf(result.title);
    }
    return result;
  }
}

function labelOf(text: string): { label: Label; rest: string } | null {
  const head = text.slice(0, 160);
  for (const [pattern, label] of LABELS) {
    const found = pattern.exec(head);
    if (found) return { label, rest: text.slice(found[0].length).trim() };
  }
  return null;
}

function isUnitLine(text: string): boolean {
  return (
    text.length > 2 &&
    text.length < 90 &&
    /^\p{Lu}/u.test(text) &&
    !endsSentence(text) &&
    !goalLabel(text) &&
    !knownHeading(text)
  );
}

function unitOfTitle(title: string): string | null {
  const found = /\sför\s+(\p{Lu}.{1,100})$/u.exec(title);
  return found?.[1]?.trim() ?? null;
}

export function kindOf(text: string): ReportKind | null {
  const key = ` ${fold(text)} `;
  if (/ t(?:ertial)? ?1\b|tertialrapport(?:en)? 1\b| 1 20\d\d.*tertial/.test(key)) return 'T1';
  if (/ t(?:ertial)? ?2\b|tertialrapport(?:en)? 2\b|delarsrapport/.test(key)) return 'T2';
  if (/verksamhetsberattelse|arsrapport| vb /.test(key)) return 'VB';
  if (/verksamhetsplan| vp /.test(key)) return 'VP';
  return null;
}

export function yearOf(text: string): number | null {
  const found = /(?<!\d)(20[0-4]\d)(?!\d)/.exec(text);
  return found ? Number(found[1]) : null;
}

/** A unit said by a page header only: what the cover left open is taken from there. */
export function completeFromFurniture(header: ReportHeader, furniture: Furniture[]): void {
  for (const { text } of furniture) {
    if (text.length > 120) continue;
    const dnr = /(?:^|\s)dnr:?\s*(\S.{0,40}?)(?:\s+sid.*)?$/i.exec(text);
    if (dnr?.[1] && header.registryNumber === null) header.registryNumber = dnr[1].trim();
    if (/^tjänsteutlåtande/i.test(text)) header.documentKind ??= text.slice(0, 'tjänsteutlåtande'.length);
    if (MAIL.test(text)) header.email ??= text;
    if (WEB.test(text)) header.web ??= text;
  }
}

/** Lines that head the body when no list of contents does. */
export function endsCover(piece: Piece): boolean {
  if (goalLabel(piece.rich)) return true;
  const known = knownHeading(piece.text);
  if (known && (known.role !== 'sub' || piece.strong)) return true;
  return piece.text.length > 140 && titleKey(piece.text).length > 100;
}
