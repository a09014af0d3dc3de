import { sv } from '@delaktig/texts';
import { Form, useNavigation } from '@remix-run/react';
import type { PeoplePreview } from '../../server/people/contract.ts';
import { MadeFor } from '../components/made-for.tsx';
import { Leavers } from './leavers.tsx';
import { PeopleLists } from './people-lists.tsx';
import { NoneProtected, Unrecognised } from './unrecognised.tsx';
import { WrongRows } from './wrong-rows.tsx';

const t = sv.people;

type Props = {
  preview: PeoplePreview;
  /** The right rows have been taken in just now: only the wrong ones are left to do. */
  isRest: boolean;
  /** It was to be taken in without a word on who is new. */
  isUnproven: boolean;
};

/** The preview, which is sent back as the rows that it was made of: mended, or to be taken in. */
export function PreviewForm({ preview, isRest, isUnproven }: Props) {
  const { counts, seen, text, administration } = preview;
  const underWay = useNavigation().formData?.get('intent') === 'take-in';
  const matters = counts.new + counts.changed + (isRest ? 0 : counts.leavers) > 0;
  return (
    <Form method="post" encType="multipart/form-data" key={`${seen.outcome} ${seen.list}`}>
      <MadeFor />
      <input type="hidden" name="administration" value={administration.id} />
      <input type="hidden" name="outcome" value={seen.outcome} />
      <input type="hidden" name="list" value={seen.list} />
      <input type="hidden" name="text" value={text} />
      <Unrecognised preview={preview} />
      <WrongRows preview={preview} />
      <PeopleLists preview={preview} />
      {isRest ? null : <Leavers preview={preview} />}
      {counts.right > 0 && matters ? (
        <section className="create" aria-labelledby="las-in">
          <h2 id="las-in">{t.takeIn.heading}</h2>
          <p className="after">
            {t.takeIn.right(counts.right)} {counts.wrong > 0 ? `${t.takeIn.wait(counts.wrong)} ` : ''}
            {t.takeIn.mail}
          </p>
          <NoneProtected preview={preview} refused={isUnproven} />
          <div className="acts">
            <button className="btn main" type="submit" name="intent" value="take-in">
              {underWay ? t.takeIn.underWay : t.takeIn.submit}
            </button>
          </div>
        </section>
      ) : null}
    </Form>
  );
}
