/** The roles of the desk's accounts, from the one that may do least. No imports: the desk's page uses them too. */
export const roles = ['agent', 'editor', 'supervisor'] as const;
export type Role = (typeof roles)[number];
