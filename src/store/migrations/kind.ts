/** Which database a migration runs on; only a few depend on it. */
export type Kind = 'sqlite' | 'postgres';
