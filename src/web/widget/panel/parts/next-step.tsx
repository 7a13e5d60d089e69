import { useState } from 'preact/hooks';
import { TicketForm } from '../forms/ticket-form.tsx';
import type { View } from '../view.ts';
import { Choices } from './choices.tsx';

/** What the visitor can do next: fill in the form that the bot offers, or choose a suggested reply. */
export function NextStep({ view }: { view: View }) {
  const { chat, strings } = view;
  const offered = chat.ticketForm.value;
  const [closedId, setClosedId] = useState<string>();
  if (offered === undefined || offered.id === closedId) return <Choices view={view} />;
  const cancel = (): void => {
    if (offered.cancel === undefined) setClosedId(offered.id);
    else chat.send(offered.cancel, { displayText: strings.cancel });
  };
  return <TicketForm key={offered.id} view={view} offered={offered} cancel={cancel} />;
}
