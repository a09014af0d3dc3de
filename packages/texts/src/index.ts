import { access } from './access.ts';
import { chrome } from './chrome.ts';
import { dissent } from './dissent.ts';
import { editor } from './editor.ts';
import { errors } from './errors.ts';
import { importPage } from './import.ts';
import { markedWords } from './marked-words.ts';
import { organisation } from './organisation.ts';
import { people } from './people.ts';
import { plain } from './plain.ts';
import { keys, report } from './report.ts';
import { road } from './road.ts';
import { save } from './save.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { start } from './start.ts';
import { suggestions } from './suggestions.ts';
import { telling } from './telling.ts';
import { threads } from './threads.ts';
import { words } from './words.ts';

export * from './audit.ts';
export * from './format.ts';
export * from './shown-name.ts';
export type { ToldNotice } from './telling.ts';

/** Every Swedish word of the interface, by page. */
export const sv = {
  ...words,
  access,
  chrome,
  dissent,
  editor,
  errors,
  importPage,
  keys,
  markedWords,
  organisation,
  people,
  plain,
  report,
  road,
  save,
  signIn,
  signOut,
  start,
  suggestions,
  telling,
  threads,
};

/** What a catalogue in another language must give. */
export type Texts = typeof sv;
