/** Prints one line of progress or of a result. */
export const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
