import type { Content, GoalField, GoalNode } from '@delaktig/domain';
import { plainText } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { Reading } from '../collab/index.ts';
import { Icon } from '../components/icons.tsx';
import { hasWords } from './outline.ts';

/** Longer descriptions than this fold: the goal itself is what one comes for. */
const LONG = 320;

type Inherited = NonNullable<GoalNode['inherited']>;

/** Text from above: shown in the interface's voice, with who can change it. */
export function InheritedText(props: { inherited: Inherited; lockedBy: string; top: number }) {
  const { content, fields } = props.inherited;
  const parts = (Object.entries(fields) as [GoalField, Content][]).filter(([, text]) => hasWords(text));
  if (!hasInheritedWords(props.inherited)) return null;
  return (
    <>
      {hasWords(content) ? <Foldable content={content} label={null} top={props.top} /> : null}
      {parts.map(([field, text]) => (
        <Foldable key={field} content={text} label={sv.fields[field]} top={props.top} />
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

function Foldable({ content, label, top }: { content: Content; label: string | null; top: number }) {
  const reading = (
    <div className="prose">
      <Reading content={content} top={top} />
    </div>
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
