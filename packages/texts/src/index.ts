import { chrome } from './chrome.ts';
import { editor } from './editor.ts';
import { errors } from './errors.ts';
import { importPage } from './import.ts';
import { plain } from './plain.ts';
import { keys, report } from './report.ts';
import { save } from './save.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { start } from './start.ts';
import { words } from './words.ts';

export * from './format.ts';

/** Every Swedish word of the interface, by page. */
export const sv = {
  ...words,
  chrome,
  editor,
  errors,
  importPage,
  keys,
  plain,
  report,
  save,
  signIn,
  signOut,
  start,
};

/** What a catalogue in another language must give. */
export type Texts = typeof sv;
