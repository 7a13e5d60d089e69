/** The roles of the desk's accounts, least powerful first. No imports: the desk's page uses them too. */
export const roles = ['agent', 'editor', 'supervisor'] as const;
export type Role = (typeof roles)[number];
