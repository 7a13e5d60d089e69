import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Choices, noChoices } from './choices.ts';
import type { PlacedProblems } from './problem-places.ts';

/** What all fields of a form share. */
export interface FormContext {
  choices: Choices;
  problems: PlacedProblems;
  /** The entry as it is on the screen. */
  content: unknown;
  /** The entry as customers are answered from it; null where there is none. */
  published: unknown;
  /** Texts that the review has taken. */
  fromReview: ReadonlySet<string>;
}

const context = createContext<FormContext>({
  choices: noChoices,
  problems: new Map(),
  content: undefined,
  published: null,
  fromReview: new Set(),
});

export const FormProvider = context.Provider;

export const useForm = (): FormContext => useContext(context);

/** What is wrong at a place, as sentences. */
export const useProblems = (at: string): readonly string[] => useForm().problems.get(at) ?? [];
