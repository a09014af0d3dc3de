import type { Content, GoalField, GoalNode, SectionView } from '@delaktig/domain';
import { plainText } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { useMemo, useRef } from 'react';
import { Reading } from '../collab/index.ts';
import { Icon } from '../components/icons.tsx';
import { useWordsOf } from '../threads/words/comment-mark.tsx';
import { drawnContent } from '../threads/words/drawn-content.ts';
import { useFieldOnPage } from '../threads/words/fields-on-page.ts';
import { fieldKey } from '../threads/words/places.ts';
import { hasWords } from './outline.ts';

/** Longer descriptions than this fold: the goal itself is what one comes for. */
const LONG = 320;

type Inherited = NonNullable<GoalNode['inherited']>;

/**
 * Text from above: shown in the interface's voice, with who can change it. `section`: the one of the goal, where its
 * words are commented on; null where there is none.
 */
export function InheritedText(props: {
  inherited: Inherited;
  lockedBy: string;
  section: SectionView | null;
  top: number;
}) {
  const { content, fields } = props.inherited;
  const { section, top } = props;
  const parts = (Object.entries(fields) as [GoalField, Content][]).filter(([, text]) => hasWords(text));
  if (!hasInheritedWords(props.inherited)) return null;
  return (
    <>
      {hasWords(content) ? (
        <Foldable content={content} field="content" label={null} section={section} top={top} />
      ) : null}
      {parts.map(([field, text]) => (
        <Foldable
          key={field}
          content={text}
          field={field}
          label={sv.fields[field]}
          section={section}
          top={top}
        />
      ))}
      <p className="locked">
        <Icon name="lock" />
        {props.lockedBy}
      </p>
    </>
  );
}

export function hasInheritedWords({ content, fields }: Inherited): boolean {
  return hasWords(content) || Object.values(fields).some((text) => text !== undefined && hasWords(text));
}

type TextProps = {
  content: Content;
  field: GoalField | 'content';
  section: SectionView | null;
  top: number;
};

function Foldable({ label, ...text }: TextProps & { label: string | null }) {
  const { content, section, top } = text;
  const reading =
    section === null ? (
      <div className="prose">
        <Reading content={content} top={top} />
      </div>
    ) : (
      <Commentable {...text} section={section} />
    );
  if (plainText(content).length > LONG) {
    return (
      <details>
        <summary>{label === null ? sv.report.inherited.show : sv.report.inherited.showOf(label)}</summary>
        {reading}
      </details>
    );
  }
  return (
    <>
      {label === null ? null : <p className="about">{label}</p>}
      {reading}
    </>
  );
}

function Commentable({ content, field, section, top }: TextProps & { section: SectionView }) {
  const place = useRef<HTMLDivElement>(null);
  const words = useWordsOf(fieldKey(section.id, 'inherited', field));
  const drawn = useMemo(() => drawnContent(content, words), [content, words]);
  const mayComment = section.rights.comment !== 'no';
  useFieldOnPage(place, { sectionId: section.id, of: 'inherited', field, mayComment, content });
  return (
    <div className="prose" ref={place} data-words="">
      <Reading content={drawn} top={top} />
    </div>
  );
}
