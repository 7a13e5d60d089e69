/** Which database a migration runs on; few of them care. */
export type Kind = 'sqlite' | 'postgres';
