import type { WorkbenchError } from './workbench-error.ts';

interface WaitingCall {
  resolve: (gives: never) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

/** The calls that a process has not answered yet. */
export class WaitingCalls {
  readonly #calls = new Map<number, WaitingCall>();
  #lastId = 0;

  /** How many there are. */
  get size(): number {
    return this.#calls.size;
  }

  /**
   * Adds a call.
   * @param send sends the call with its id
   * @param onTimeout called if there is no answer after `timeoutMs`
   * @throws the error of the call
   */
  add<Gives>(send: (id: number) => void, timeoutMs: number, onTimeout: () => void): Promise<Gives> {
    const id = (this.#lastId += 1);
    return new Promise<Gives>((resolve, reject) => {
      this.#calls.set(id, { resolve, reject, timer: setTimeout(onTimeout, timeoutMs) });
      send(id);
    });
  }

  /** Resolves a call with what the process sent, whose type the protocol guarantees. */
  resolve(id: number, gives: unknown): void {
    this.#take(id)?.resolve(gives as never);
  }

  reject(id: number, error: WorkbenchError): void {
    this.#take(id)?.reject(error);
  }

  rejectAll(error: WorkbenchError): void {
    for (const id of this.#calls.keys()) this.reject(id, error);
  }

  #take(id: number): WaitingCall | undefined {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    clearTimeout(call?.timer);
    return call;
  }
}
