import { sv } from '@delaktig/texts';
import { useNavigation } from '@remix-run/react';
import { Icon } from '../components/icons.tsx';

const t = sv.people;

type Props = { text: string; error: string | null; main: boolean };

/** The list: pasted or from a file. A file goes first. */
export function ListFields({ text, error, main }: Props) {
  const underWay = useNavigation().formData?.get('intent') === 'read';
  const described = error === null ? undefined : 'fel-lista';
  return (
    <div className="paste">
      <label className="field">
        <span className="label">{t.paste}</span>
        <span className="hint">{t.pasteHint}</span>
        <textarea
          className="input cells"
          name="text"
          defaultValue={text}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={error !== null}
          aria-describedby={described}
        />
      </label>
      <label className="field">
        <span className="label">{t.file}</span>
        <span className="hint">{t.fileHint}</span>
        <input type="file" name="file" accept=".xlsx,.csv,.txt,.tsv" aria-describedby={described} />
      </label>
      {error === null ? null : (
        <p className="error" role="alert" id="fel-lista" tabIndex={-1}>
          <Icon name="off" />
          {error}
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

/** What the list may hold, and a file to begin with. */
export function Columns() {
  const { heading, more, rows, template, templateHint } = t.columns;
  return (
    <section className="roster-columns" aria-labelledby="kolumner">
      <h2 id="kolumner">{heading}</h2>
      <p>{more}</p>
      <dl>
        {rows.map(({ name, text }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="template">
        <a href="/administration/personer/mall.csv" download>
          {template}
        </a>
        <span className="small muted">{templateHint}</span>
      </p>
    </section>
  );
}
