/** Gives the present time; the real one in production, a counter in tests. */
export type Clock = () => Date;
