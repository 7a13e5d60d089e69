import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A form that is checked when it is sent, and from then on after every change. */
export interface FormState<Problem> {
  form: RefObject<HTMLFormElement | null>;
  problems: Problem;
  onSubmit: (event: Event) => void;
}

/**
 * Sends a form once it has no problems; until then, focus goes to the first field with one.
 * @param problems the current problems
 */
export function useForm<Problem extends object>(problems: Problem, send: () => void): FormState<Problem> {
  const form = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);
  return {
    form,
    problems: tries > 0 ? problems : ({} as Problem),
    onSubmit(event) {
      event.preventDefault();
      if (Object.keys(problems).length === 0) send();
      else setTries(tries + 1);
    },
  };
}
