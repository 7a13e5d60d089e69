/** Texts that the whole studio shares. */
export const studioWords = {
  loading: 'Loading…',
  cannotLoad: 'This page could not be loaded. Check your connection.',
  tryAgain: 'Try again',
};

/** The parts of the studio. */
export const sectionWords = {
  label: 'Knowledge',
  entries: 'Entries',
  try: 'Try it',
  expected: 'Expected answers',
  changes: 'What would change',
  publish: 'Publish',
};
