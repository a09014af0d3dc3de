import { sv } from '@delaktig/texts';
import { Link } from '@remix-run/react';

/** A start that teaches: nothing is here yet, and this is how it comes. */
export function EmptyStart(props: {
  mayImport: boolean;
  demo: boolean;
  hasUnit: boolean;
  isAdministrator: boolean;
}) {
  const t = sv.start.empty;
  if (!props.hasUnit) {
    const { say, text } = props.isAdministrator ? sv.start.administrator : sv.start.noUnit;
    return (
      <>
        <h1 className="say">{say}</h1>
        <p className="say-more">{text}</p>
        {props.isAdministrator ? (
          <p className="acts">
            <Link className="btn main" to="/administration">
              {sv.chrome.administration}
            </Link>
          </p>
        ) : null}
      </>
    );
  }
  if (!props.mayImport) {
    return (
      <>
        <h1 className="say">{t.say}</h1>
        <p className="say-more">{t.others}</p>
      </>
    );
  }
  return (
    <>
      <h1 className="say">{t.say}</h1>
      <p className="say-more">{t.manager}</p>
      <div className="columns">
        <div>
          <h2 className="heading">{t.steps}</h2>
          <ol className="steps">
            {t.list.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p className="acts">
            <Link className="btn main" to="/las-in">
              {t.importIt}
            </Link>
          </p>
          {props.demo ? <p className="say-more">{t.demo}</p> : null}
        </div>
      </div>
    </>
  );
}
