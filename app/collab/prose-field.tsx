import type { FieldView, SectionView } from '@delaktig/domain';
import { Reading } from './reading.tsx';

/** One field of a section: reading text first, live once the page has come alive. */
export function ProseField(props: { section: SectionView; field: FieldView; label: string }) {
  return (
    <div className="prose">
      <Reading content={props.field.content} />
    </div>
  );
}
