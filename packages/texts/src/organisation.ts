/** Units, groups, people and roles, for administrators. */
export const organisation = {
  title: 'Administration',
};
