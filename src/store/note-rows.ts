/** The columns that the notes of chats and tickets share. */
interface NoteRow {
  id: string;
  agent_name: string;
  text: string;
  created_at: number;
}

/** Converts a row of `chat_notes` or `ticket_notes` to the note that agents read. */
export const noteOf = ({ id, agent_name: agentName, text, created_at: at }: NoteRow) => ({
  id,
  agentName,
  text,
  at: new Date(at),
});
