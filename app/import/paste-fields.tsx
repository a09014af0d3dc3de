import { sv } from '@delaktig/texts';
import { useNavigation } from '@remix-run/react';
import { Icon } from '../components/icons.tsx';

const t = sv.importPage;

type Props = { text: string; error: keyof typeof t.errors | null; main: boolean };

/** The text: pasted or from a file. A file goes first. */
export function PasteFields({ text, error, main }: Props) {
  const underWay = useNavigation().formData?.get('intent') === 'read';
  return (
    <div className="paste">
      <label className="field">
        <span className="label">{t.paste}</span>
        <span className="hint">{t.pasteHint}</span>
        <textarea
          className="input"
          name="text"
          defaultValue={text}
          spellCheck={false}
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : 'fel-text'}
        />
      </label>
      <label className="field">
        <span className="label">{t.file}</span>
        <span className="hint">{t.fileHint}</span>
        <input type="file" name="file" accept=".txt,.md,.markdown,.text,text/plain,text/markdown" />
      </label>
      {error === null ? null : (
        <p className="error" role="alert" id="fel-text">
          <Icon name="off" />
          {t.errors[error]}
        </p>
      )}
      <div className="acts">
        <button className={main ? 'btn main' : 'btn'} type="submit" name="intent" value="read">
          {underWay ? t.reading : t.read}
        </button>
      </div>
    </div>
  );
}
