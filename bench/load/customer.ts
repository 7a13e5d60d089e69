/** Somebody who talks to a bot in one conversation, one line after the other. */
export interface Customer {
  /** Says a line and resolves when the reply is there. @throws when it is refused or answered wrongly */
  say(text: string): Promise<void>;
  leave(): void;
}

/** What some customers went through in one round. */
export interface Round {
  /** Milliseconds from each line to its reply. */
  times: number[];
  /** Lines answered in a second. */
  rate: number;
}

/** Lets all the customers talk at once for a while, each waiting for the reply before the next line. */
export async function talk(
  customers: readonly Customer[],
  lines: readonly string[],
  milliseconds: number,
): Promise<Round> {
  const times: number[] = [];
  const start = performance.now();
  const end = start + milliseconds;
  await Promise.all(
    customers.map(async (customer, number) => {
      // Each begins elsewhere in the lines, the same in every round and for every contender.
      for (let at = number * 7; performance.now() < end; at += 1) {
        const before = performance.now();
        await customer.say(lines[at % lines.length] ?? '');
        times.push(performance.now() - before);
      }
    }),
  );
  return { times, rate: (times.length * 1000) / (performance.now() - start) };
}
