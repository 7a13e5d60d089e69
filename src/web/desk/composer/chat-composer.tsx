import { Composer, type ComposerProps } from './composer.tsx';
import { useTyping } from './use-typing.ts';

/** The composer of a chat: the outbox accepts each message at once, and the customer sees the agent typing. */
export function ChatComposer(props: Pick<ComposerProps, 'client' | 'reference' | 'customer' | 'lastWords'>) {
  const { client, reference } = props;
  const typing = useTyping(reference);
  return (
    <Composer
      {...props}
      typing={typing}
      onSend={(reply) => {
        client.outbox.send(reference, reply);
        return true;
      }}
    />
  );
}
