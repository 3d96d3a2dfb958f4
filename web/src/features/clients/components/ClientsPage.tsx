import { Users } from 'lucide-react';
import { Link } from 'react-router';
import { Loaded } from '@/components/Loaded';
import { usePageTitle } from '@/components/usePageTitle';
import { formatDate, formatDateTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/clients';
import { useClients } from '../api/clients';
import { scopeText, type Client } from '../model/client';
import { InvitationCard } from './InvitationCard';

export function ClientsPage() {
  usePageTitle(t('clients.title'));
  const clients = useClients();
  return (
    <div className="mx-auto w-full max-w-[56rem] px-5 pt-8 pb-24 sm:px-8">
      <h1 tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight">
        {t('clients.title')}
      </h1>
      <div className="mt-6">
        <Loaded of={clients} waiting={t('clients.waiting')}>
          {(items) => <Lists clients={items} />}
        </Loaded>
      </div>
    </div>
  );
}

function Lists({ clients }: { clients: readonly Client[] }) {
  const invitations = clients.filter(({ status }) => status === 'invited');
  const current = clients.filter(({ status }) => status === 'active');
  if (clients.length === 0) return <Nobody />;
  return (
    <>
      {invitations.length > 0 ? (
        <section aria-label={t('clients.invitations')}>
          <h2 className="text-lg font-semibold tracking-tight">{t('clients.invitations')}</h2>
          <ul className="mt-3 flex flex-col gap-3">
            {invitations.map((client) => (
              <InvitationCard key={client.id} client={client} />
            ))}
          </ul>
        </section>
      ) : null}
      {current.length > 0 ? (
        <section aria-label={t('clients.current')} className="mt-9 first:mt-0">
          <h2 className="text-lg font-semibold tracking-tight">{t('clients.current')}</h2>
          <ul className="border-line mt-2 border-t">
            {current.map((client) => (
              <ClientRow key={client.id} client={client} />
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function Nobody() {
  return (
    <section className="border-line-strong/50 flex flex-col items-center rounded-lg border border-dashed px-6 py-14 text-center">
      <Users aria-hidden className="text-faint size-8" />
      <h2 className="mt-4 font-serif text-lg font-medium">{t('clients.emptyTitle')}</h2>
      <p className="text-soft mt-1.5 max-w-[48ch] text-base">{t('clients.emptyText')}</p>
    </section>
  );
}

function ClientRow({ client }: { client: Client }) {
  return (
    <li className="border-line hover:bg-hover/60 motion-quick relative grid gap-x-6 gap-y-0.5 border-b py-3.5 transition-colors sm:grid-cols-[minmax(0,1fr)_auto]">
      <Link
        to={`/clients/${client.id}`}
        className="block truncate rounded-sm text-base font-medium outline-offset-4 after:absolute after:inset-0"
      >
        {client.client_name}
      </Link>
      <p className="text-soft numeric sm:text-right">
        {client.last_accessed_at
          ? t('clients.lastLooked', { date: formatDateTime(client.last_accessed_at) })
          : t('clients.neverLooked')}
      </p>
      <p className="text-soft">{scopeText(client)}</p>
      <p className="text-faint numeric sm:text-right">
        {client.expires_at
          ? t('clients.until', { date: formatDate(client.expires_at) })
          : t('clients.untilStopped')}
      </p>
    </li>
  );
}
