import type { FieldView, GoalField, SectionView } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { ProseField } from '../collab/index.ts';
import { Heading } from '../components/heading.tsx';
import { hasWords } from './outline.ts';

/** Fields that a reader expects to see written; others show when there is something in them. */
const EXPECTED: readonly FieldView['kind'][] = ['expectedResult', 'analysis', 'content'];

type Props = { section: SectionView; field: FieldView; label: string; level: number; beneath?: string };

/** A field with its name as a side head: heading to the left, text beside it. */
export function FieldRow({ section, field, label, level, beneath }: Props) {
  if (!isShown(section, field)) return null;
  return (
    <div className="row block">
      <div className="side">
        <Heading level={level} className="name">
          {label}
          {beneath === undefined ? null : <span className="sr">: {beneath}</span>}
        </Heading>
        {beneath === undefined ? null : <p aria-hidden="true">{beneath}</p>}
      </div>
      <FieldText
        section={section}
        field={field}
        label={beneath === undefined ? label : `${label}: ${beneath}`}
        top={level + 1}
      />
    </div>
  );
}

/** `top`: the level of the highest headings that stand in the text. */
type TextProps = Pick<Props, 'section' | 'field' | 'label'> & { top: number };

/** The text of a field in the reading column. */
export function FieldText({ section, field, label, top }: TextProps) {
  return (
    <div className="text">
      <ProseField section={section} field={field} label={label} top={top} />
    </div>
  );
}

/** What has no words shows to those who may write it, and where a reader expects it. */
export function isShown(section: SectionView, field: FieldView): boolean {
  return section.rights.write || hasWords(field.content) || EXPECTED.includes(field.kind);
}

export function fieldLabel(kind: GoalField | 'content'): string {
  return kind === 'content' ? sv.report.field.text : sv.fields[kind];
}

/** The goal's own fields in print order; those of its indicators and activities stand with their tables. */
export function ownFields(section: SectionView): { field: FieldView; kind: GoalField | 'content' }[] {
  return section.fields.flatMap((field) =>
    field.kind === 'indicator' || field.kind === 'activity' ? [] : [{ field, kind: field.kind }],
  );
}

export function fieldNamed(section: SectionView | null, name: string): FieldView | undefined {
  return section?.fields.find((field) => field.name === name);
}
