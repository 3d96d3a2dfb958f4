import { ChevronLeft, Eye } from 'lucide-react';
import { Link, NavLink, useParams } from 'react-router';
import { ButtonLink } from '@/components/ButtonLink';
import { Loaded } from '@/components/Loaded';
import { PlainPage } from '@/components/PlainPage';
import { usePageTitle } from '@/components/usePageTitle';
import { isProblem } from '@/lib/api/problem';
import { formatDate } from '@/lib/messages/format';
import { t } from '@/lib/messages/clients';
import { useClient } from '../api/clients';
import { builtSections, sectionTitles, type ClientDetails } from '../model/client';
import { SharedRecordings } from './SharedRecordings';

export function ClientPage() {
  const { shareId = '', section } = useParams();
  const client = useClient(shareId);
  if (isProblem(client.error) && (client.error.status === 404 || client.error.status === 403)) {
    return (
      <PlainPage title={t('clients.goneTitle')} text={t('clients.goneText')}>
        <ButtonLink to="/clients" tone="primary" size="touch">
          {t('clients.back')}
        </ButtonLink>
      </PlainPage>
    );
  }
  return (
    <div className="mx-auto w-full max-w-[72rem] px-5 pt-3 pb-24 sm:px-8">
      <Link
        to="/clients"
        className="text-soft hover:text-ink -ml-2 inline-flex min-h-11 items-center gap-1 rounded-sm px-2 font-medium"
      >
        <ChevronLeft aria-hidden className="size-4" />
        {t('clients.back')}
      </Link>
      <Loaded of={client} waiting={t('clients.waiting')}>
        {(found) => <Shared client={found} section={section} />}
      </Loaded>
    </div>
  );
}

interface SharedProps {
  client: ClientDetails;
  section: string | undefined;
}

function Shared({ client, section }: SharedProps) {
  const name = client.client_name;
  usePageTitle(name);
  // Only what this client shares and the server offers; the rest is not mentioned.
  const sections = builtSections.filter((built) => client.sections.includes(built));
  const open = sections.find((offered) => offered === section) ?? sections[0];
  return (
    <>
      <h1 tabIndex={-1} className="mt-1 font-serif text-2xl font-medium tracking-tight">
        {name}
      </h1>
      <p className="text-soft mt-1">
        {client.expires_at
          ? t('clients.until', { date: formatDate(client.expires_at) })
          : t('clients.untilStopped')}
      </p>
      <p className="bg-sunken mt-4 flex items-center gap-2.5 rounded-sm px-4 py-2.5">
        <Eye aria-hidden className="text-soft size-4 shrink-0" />
        {t('clients.recorded', { name })}
      </p>
      {open === undefined ? (
        <p className="text-soft mt-8 text-base">{t('clients.noSections', { name })}</p>
      ) : (
        <>
          <nav aria-label={t('clients.sections', { name })} className="border-line mt-6 flex gap-5 border-b">
            {sections.map((offered) => (
              <NavLink
                key={offered}
                to={`/clients/${client.id}/${offered}`}
                aria-current={offered === open ? 'page' : undefined}
                className={`-mb-px inline-flex h-11 items-center border-b-2 font-medium ${offered === open ? 'border-accent text-ink' : 'text-soft hover:text-ink border-transparent'}`}
              >
                {t(sectionTitles[offered])}
              </NavLink>
            ))}
          </nav>
          <SharedRecordings shareId={client.id} />
        </>
      )}
    </>
  );
}
