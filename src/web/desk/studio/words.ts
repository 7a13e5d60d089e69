/** Texts shared by the whole studio. */
export const studioWords = {
  loading: 'Loading…',
  cannotLoad: 'This page could not be loaded. Check your connection.',
  tryAgain: 'Try again',
};

/** The names of the studio's sections. */
export const sectionWords = {
  label: 'Knowledge',
  entries: 'Entries',
  try: 'Try it',
  expected: 'Expected answers',
  changes: 'Changes',
  publish: 'Publish',
};
