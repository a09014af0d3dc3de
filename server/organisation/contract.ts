/** Units, groups, people and their roles, for the administrators of an administration. */
export type OrganisationUseCases = Record<never, never>;
