/** A customer who talks to a bot in one conversation, one message after another. */
export interface Customer {
  /** Sends a message and resolves when the reply arrives. @throws if it is refused or answered wrongly */
  say(text: string): Promise<void>;
  leave(): void;
}

/** The measurements of one round. */
export interface Round {
  /** Milliseconds from each message to its reply. */
  times: number[];
  /** Messages answered per second. */
  rate: number;
}

/** Lets all the customers talk at once for a while, each waiting for the reply before the next message. */
export async function talk(
  customers: readonly Customer[],
  utterances: readonly string[],
  milliseconds: number,
): Promise<Round> {
  const times: number[] = [];
  const start = performance.now();
  const end = start + milliseconds;
  await Promise.all(
    customers.map(async (customer, number) => {
      // Each starts at a different message, the same in every round and for every contender.
      for (let at = number * 7; performance.now() < end; at += 1) {
        const before = performance.now();
        await customer.say(utterances[at % utterances.length] ?? '');
        times.push(performance.now() - before);
      }
    }),
  );
  return { times, rate: (times.length * 1000) / (performance.now() - start) };
}
