/** Bringing in many people at once, for the administrators of an administration. */
export type PeopleUseCases = Record<never, never>;
