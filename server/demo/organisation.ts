import type { Role } from '@delaktig/domain';

/** The people and places of Almsjö kommun, all made up. Keys are only for this file and the seed. */
export type UnitKey = 'homeSupport' | 'ekbacken' | 'strandgarden' | 'tallkotten';
export type AdministrationKey = 'social' | 'education';
export type GroupKey =
  | 'north'
  | 'south'
  | 'evening'
  | 'night'
  | 'lyktan'
  | 'ekbackenStaff'
  | 'strandgardenStaff'
  | 'tallkottenStaff';

export const ORGANISATION = 'Almsjö kommun';

export const ADMINISTRATIONS: Record<AdministrationKey, string> = {
  social: 'Socialförvaltningen',
  education: 'Utbildningsförvaltningen',
};

type Unit = { administration: AdministrationKey; name: string; initials: string };

export const UNITS: Record<UnitKey, Unit> = {
  homeSupport: { administration: 'social', name: 'Enheten för hemnära stöd', initials: 'HS' },
  ekbacken: { administration: 'social', name: 'Gruppbostäderna på Ekbacken', initials: 'GE' },
  strandgarden: {
    administration: 'social',
    name: 'Strandgårdens vård- och omsorgsboende',
    initials: 'SG',
  },
  tallkotten: { administration: 'education', name: 'Förskolan Tallkotten', initials: 'FT' },
};

export const GROUPS: Record<GroupKey, { unit: UnitKey; name: string }> = {
  north: { unit: 'homeSupport', name: 'Boendestöd norr' },
  south: { unit: 'homeSupport', name: 'Boendestöd söder' },
  evening: { unit: 'homeSupport', name: 'Kvällsgruppen' },
  night: { unit: 'homeSupport', name: 'Nattgruppen' },
  lyktan: { unit: 'homeSupport', name: 'Stödboendet Lyktan' },
  ekbackenStaff: { unit: 'ekbacken', name: 'Eken och Linden' },
  strandgardenStaff: { unit: 'strandgarden', name: 'Våning 1 och 2' },
  tallkottenStaff: { unit: 'tallkotten', name: 'Pedagogerna' },
};

export type PersonRole =
  | { role: Exclude<Role, 'administrator'>; unit: UnitKey; groups: GroupKey[] }
  | { role: 'administrator'; administration: AdministrationKey };

export type Person = {
  name: string;
  /** On the sign-in page of the demo, in the order of this list. */
  offered: boolean;
  roles: PersonRole[];
};

const SOCIAL_UNITS: UnitKey[] = ['homeSupport', 'ekbacken', 'strandgarden'];

export const PEOPLE: Person[] = [
  offered('Karin Öberg', at('homeSupport', 'staff', 'night')),
  offered('Ali Rezai', at('homeSupport', 'staff', 'evening')),
  offered('Annika Lindahl', at('homeSupport', 'manager')),
  offered('Maria Kokkonen', at('homeSupport', 'deputy', 'evening', 'night')),
  offered('Eva Norén', ...SOCIAL_UNITS.map((unit) => at(unit, 'superior'))),
  offered('Jonas Åkerlund', ...SOCIAL_UNITS.map((unit) => at(unit, 'controller'))),
  offered('Birgitta Sandell', at('homeSupport', 'representative')),
  offered('Tomas Wikström', { role: 'administrator', administration: 'social' }),
  offered('Petra Lundgren', at('tallkotten', 'manager')),
  offered('Yasmin Osman', at('ekbacken', 'manager')),
  other('Samira Haddad', at('homeSupport', 'staff', 'south')),
  other('Tove Blom', at('homeSupport', 'staff', 'south')),
  other('Leif Hedlund', at('homeSupport', 'staff', 'north')),
  other('Nadja Berglind', at('homeSupport', 'staff', 'north')),
  other('Ove Tamm', at('homeSupport', 'staff', 'lyktan')),
  // Works in two units, which reports must keep apart.
  other(
    'Hanna Ekström',
    at('homeSupport', 'staff', 'lyktan', 'night'),
    at('ekbacken', 'staff', 'ekbackenStaff'),
  ),
  other('Peter Salonen', at('strandgarden', 'manager')),
  other('Agneta Frisk', at('strandgarden', 'staff', 'strandgardenStaff')),
  other('Mikael Brandt', at('tallkotten', 'staff', 'tallkottenStaff')),
  other('Gunilla Fors', at('tallkotten', 'superior'), { role: 'administrator', administration: 'education' }),
];

function at(unit: UnitKey, role: Exclude<Role, 'administrator'>, ...groups: GroupKey[]): PersonRole {
  return { role, unit, groups };
}

function offered(name: string, ...roles: PersonRole[]): Person {
  return { name, offered: true, roles };
}

function other(name: string, ...roles: PersonRole[]): Person {
  return { name, offered: false, roles };
}
