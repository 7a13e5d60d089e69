/** A number of things in digits: "1 answer", "2 answers". */
export const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;
