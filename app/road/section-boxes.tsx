import { sv } from '@delaktig/texts';
import { useRef } from 'react';

const t = sv.road.choose;

/** Which sections an act is for: a box for each. */
export function SectionBoxes({ sections }: { sections: readonly { id: string; title: string }[] }) {
  const boxes = useRef<HTMLFieldSetElement>(null);
  const choose = (checked: boolean) => {
    for (const box of boxes.current?.querySelectorAll('input') ?? []) box.checked = checked;
  };
  return (
    <fieldset ref={boxes} className="section-boxes">
      <legend>{t.legend}</legend>
      <p className="script-only">
        <button className="btn bare low" type="button" onClick={() => choose(true)}>
          {t.all}
        </button>
        <button className="btn bare low" type="button" onClick={() => choose(false)}>
          {t.none}
        </button>
      </p>
      <div className="boxes">
        {sections.map(({ id, title }) => (
          <label key={id} className="choice">
            <input type="checkbox" name="sectionIds" value={id} />
            {title}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
