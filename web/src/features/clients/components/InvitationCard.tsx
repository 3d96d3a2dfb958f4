import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { formatDate } from '@/lib/messages/format';
import { t } from '@/lib/messages/clients';
import { useAnswerInvitation } from '../api/clients';
import { scopeText, type Client } from '../model/client';

export function InvitationCard({ client }: { client: Client }) {
  const answer = useAnswerInvitation(client.id);
  const name = client.client_name;
  const reply = (isAccepted: boolean) =>
    answer.mutateAsync(isAccepted).then(
      () => showToast({ text: t(isAccepted ? 'clients.accepted' : 'clients.declined', { name }) }),
      // Said in the card, which is still there then.
      () => undefined,
    );
  return (
    <li className="bg-firefly-soft rounded-lg p-5">
      <p className="text-base font-medium">{t('clients.invites', { name })}</p>
      <p className="mt-1">{t('clients.offers', { scopes: scopeText(client) })}</p>
      <p className="text-soft mt-0.5">
        {client.expires_at
          ? t('clients.until', { date: formatDate(client.expires_at) })
          : t('clients.untilStopped')}
      </p>
      {answer.isError ? (
        <div className="mt-3">
          <ProblemNotice error={answer.error} />
        </div>
      ) : null}
      <div className="mt-4 flex flex-wrap gap-2.5">
        <Button
          tone="primary"
          size="touch"
          aria-label={t('clients.acceptOf', { name })}
          isPending={answer.isPending && answer.variables}
          isDisabled={answer.isPending}
          onPress={() => void reply(true)}
        >
          {t('clients.accept')}
        </Button>
        <Button
          size="touch"
          aria-label={t('clients.declineOf', { name })}
          isDisabled={answer.isPending}
          onPress={() => void reply(false)}
        >
          {t('clients.decline')}
        </Button>
      </div>
    </li>
  );
}
