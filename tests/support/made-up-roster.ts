import { seeded } from './random.ts';

/** A person of a made-up list, as cells of a spreadsheet. */
export type ListedPerson = {
  name: string;
  email: string;
  mobile: string;
  unit: string;
  group: string;
  role: string;
};

const FIRST = [
  ...[
    'Alva',
    'Bilal',
    'Cajsa',
    'Dragan',
    'Elna',
    'Farid',
    'Göran',
    'Hedvig',
    'Ines',
    'Jaana',
    'Kerstin',
    'Lova',
  ],
  ...['Måns', 'Nadja', 'Örjan', 'Paulo', 'Rut', 'Sixten', 'Tuva', 'Ulrika', 'Viggo', 'Ylva', 'Zahra', 'Åke'],
] as const;
const LAST = [
  ...[
    'Alm',
    'Berglöf',
    'Cederlund',
    'Dahlgren',
    'Eklöv',
    'Forsman',
    'Grahn',
    'Hjort',
    'Isberg',
    'Jarl',
    'Kvist',
  ],
  ...[
    'Lövgren',
    'Mård',
    'Nylund',
    'Ohlin',
    'Palmér',
    'Ros',
    'Sköld',
    'Tallberg',
    'Ulfhielm',
    'Wrede',
    'Åström',
  ],
] as const;

export const HEADINGS = ['Namn', 'E-post', 'Mobil', 'Enhet', 'Grupp', 'Roll'];

/** Different people, in units and groups of them; some with a mobile alone, some with neither. The same for a seed. */
export function madeUpPeople(seed: number, count: number, units: Record<string, string[]>): ListedPerson[] {
  const { below } = seeded(seed);
  const names = new Set<string>();
  while (names.size < count) {
    const double = names.size > 400 ? `-${LAST[below(LAST.length)]}` : '';
    names.add(`${FIRST[below(FIRST.length)]} ${LAST[below(LAST.length)]}${double}`);
  }
  const places = Object.entries(units);
  return [...names].map((name, index) => {
    const [unit = '', groups = []] = places[below(places.length)] ?? [];
    const group = groups[below(groups.length)] ?? '';
    const mobile = `070-${String(1_000_000 + index * 37).slice(0, 3)} ${String(1_000_000 + index * 37).slice(3)}`;
    const email = `${plain(name)}.${index}@listan.example`;
    const way = below(10);
    return {
      name,
      email: way < 7 ? email : '',
      mobile: way === 9 || way > 9 ? '' : way > 4 ? mobile : '',
      unit,
      group,
      role: '',
    };
  });
}

export function cellsOf({ name, email, mobile, unit, group, role }: ListedPerson): string[] {
  return [name, email, mobile, unit, group, role];
}

/** As a spreadsheet gives it when its cells are copied. */
export function pasted(people: readonly ListedPerson[]): string {
  return [HEADINGS, ...people.map(cellsOf)].map((cells) => cells.join('\t')).join('\n');
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z -]/g, '')
    .replace(/\s+/g, '.');
}
