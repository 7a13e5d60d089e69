import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Choices, noChoices } from './choices.ts';
import type { PlacedProblems } from './problem-places.ts';

/** The context that all fields of a form share. */
export interface FormContext {
  choices: Choices;
  problems: PlacedProblems;
  /** The entry's content on the screen. */
  content: unknown;
  /** The published entry; null if there is none. */
  published: unknown;
  /** Texts that came from the review. */
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

/** The problems at a place, as sentences. */
export const useProblems = (at: string): readonly string[] => useForm().problems.get(at) ?? [];
