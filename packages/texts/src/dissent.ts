import type { Role } from '@delaktig/domain';
import { shownName } from './shown-name.ts';

/** What a representative states against a section. */
export const dissent = {
  heading: 'Avvikande mening',
  /** Of a text, for those who listen. */
  label: (by: { name: string; role: Role }) => `Avvikande mening från ${shownName(by.name, [by.role])}`,
  ask: 'Ange avvikande mening',
  about: (title: string) => `om ${title}`,
  field: 'Din avvikande mening',
  hint: 'Den visas som dina kommentarer, för alla som läser avsnittet, och skrivs ut precis som du skriver den. Tills rapporten lämnas in kan du ändra den eller ta tillbaka den.',
  act: 'Ange avvikande mening',
  busy: 'Lämnar …',
  done: 'Din avvikande mening står under avsnittet.',
  change: {
    ask: 'Ändra',
    act: 'Ändra texten',
    busy: 'Ändrar …',
    done: 'Din avvikande mening är ändrad.',
  },
  withdraw: {
    ask: 'Ta tillbaka …',
    what: 'Texten försvinner för alla, och skrivs inte ut.',
    act: 'Ta tillbaka den',
    busy: 'Tar tillbaka …',
    done: 'Din avvikande mening är tillbakadragen.',
  },
};
