/** Whether a drag carries files, and not text or a link. */
export const holdsFiles = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes('Files') ?? false;

/**
 * The files that a paste is about. Spreadsheets and text processors add a picture of what was copied, which is then
 * pasted as text. (A file manager may add a file's name as plain text, but nothing formatted.)
 */
export const pastedFiles = (data: DataTransfer | null): File[] => {
  const isFormattedText = ['text/plain', 'text/html'].every((type) => data?.types.includes(type));
  return isFormattedText ? [] : [...(data?.files ?? [])];
};
