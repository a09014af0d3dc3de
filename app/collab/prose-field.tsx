import type { Content, FieldView, SectionView } from '@delaktig/domain';
import { plainText } from '@delaktig/domain';
import { sv } from '@delaktig/texts';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useWordsOf } from '../threads/words/comment-mark.tsx';
import { drawnContent } from '../threads/words/drawn-content.ts';
import { useFieldOnPage } from '../threads/words/fields-on-page.ts';
import { fieldKey } from '../threads/words/places.ts';
import { useToldMissing } from './collab-context.tsx';
import { EditorBoundary } from './editor-boundary.tsx';
import { Reading } from './reading.tsx';
import type { SectionSession } from './section-session.ts';
import { useSection } from './use-section.ts';

/** Only for those who may write, and only when a section is near: Tiptap is the heaviest thing on the page. */
const ProseEditor = lazy(() => import('./prose-editor.tsx'));

/**
 * One field of a section. The server sends the text as plain HTML; when the page has come alive and the section
 * is near, who may write gets an editor in its place, and others see it change as it is written.
 * `top`: the HTML heading level that the text's own highest headings have, one below the heading above the field.
 */
export function ProseField(props: { section: SectionView; field: FieldView; label: string; top?: number }) {
  const { section, field, label, top } = props;
  const place = useRef<HTMLDivElement>(null);
  const writes = section.rights.write;
  const session = useSection(section.id, writes, section.epoch, place);
  const [content, setContent] = useContent(field.content);
  const tellMissing = useToldMissing();
  const keepContent = useCallback(
    (from: SectionSession) => setContent(from.contentOf(field.name)),
    [field.name, setContent],
  );
  const words = useWordsOf(fieldKey(section.id, 'words', field.name));
  const drawn = useMemo(() => drawnContent(content, words), [content, words]);
  useFieldOnPage(place, {
    sectionId: section.id,
    of: 'words',
    field: field.name,
    mayComment: section.rights.comment !== 'no',
    content,
  });
  const reading =
    plainText(content).trim() !== '' ? (
      <div className="prose">
        <Reading content={drawn} top={top} />
      </div>
    ) : writes ? (
      <div className="prose">
        <p className="placeholder">{sv.editor.placeholder}</p>
      </div>
    ) : (
      <p className="unwritten">{sv.report.notWritten}</p>
    );
  return (
    <div className="prose-field" ref={place} data-field={field.name} data-words="">
      {session && writes ? (
        <EditorBoundary fallback={reading} onFail={tellMissing}>
          <Suspense fallback={reading}>
            <ProseEditor
              session={session}
              field={field.name}
              label={label}
              top={top}
              reading={reading}
              onEnd={keepContent}
            />
          </Suspense>
        </EditorBoundary>
      ) : (
        reading
      )}
      {session && !writes ? (
        <Follow session={session} field={field.name} given={field.content} onContent={setContent} />
      ) : null}
    </div>
  );
}

/** What the page was read with, until something newer is known; a page read again is newer than both. */
function useContent(given: Content): [Content, (content: Content) => void] {
  const [known, setKnown] = useState({ given, content: given });
  if (known.given !== given) setKnown({ given, content: given });
  const setContent = useCallback((content: Content) => setKnown((before) => ({ ...before, content })), []);
  return [known.content, setContent];
}

/** Reads the field again as others write in it, at most once a frame. */
function Follow(props: {
  session: SectionSession;
  field: string;
  /** As the page was read. What came meanwhile is newer, so the field is read anew after that too. */
  given: Content;
  onContent: (content: Content) => void;
}) {
  const { session, field, given, onContent } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: see `given`
  useEffect(() => {
    let frame = 0;
    const read = () => {
      frame = 0;
      onContent(session.contentOf(field));
    };
    read();
    const stop = session.onFieldChange(field, () => {
      if (frame === 0) frame = requestAnimationFrame(read);
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [session, field, given, onContent]);
  return null;
}
