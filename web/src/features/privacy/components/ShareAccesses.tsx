import { Button } from '@/components/Button';
import { Loaded } from '@/components/Loaded';
import { ProblemNotice } from '@/components/ProblemNotice';
import { formatDateTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/privacy';
import { useShareAccesses } from '../api/shares';
import type { Share, ShareAccess } from '../model/share';

/** Each look of the therapist, newest first. */
export function ShareAccesses({ share }: { share: Share }) {
  const accesses = useShareAccesses(share.id);
  const items = accesses.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section
      aria-label={t('sharing.accessesOf', { email: share.therapist_email })}
      className="border-line animate-arrive mt-4 border-t pt-3"
    >
      <Loaded of={accesses} waiting={t('sharing.accessesWaiting')}>
        {() =>
          items.length === 0 ? (
            <p className="text-soft">{t('sharing.accessesEmpty')}</p>
          ) : (
            <ol className="divide-line max-h-96 divide-y overflow-auto">
              {items.map((access) => (
                <li
                  key={`${access.occurred_at} ${access.section} ${access.resource ?? ''}`}
                  className="flex flex-wrap justify-between gap-x-6 py-2"
                >
                  <span>{looked(access)}</span>
                  <time dateTime={access.occurred_at} className="text-faint numeric">
                    {formatDateTime(access.occurred_at)}
                  </time>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
      {accesses.isFetchNextPageError ? (
        <div className="mt-2">
          <ProblemNotice error={accesses.error} />
        </div>
      ) : null}
      {accesses.hasNextPage ? (
        <Button
          tone="quiet"
          size="touch"
          className="-ml-4"
          isPending={accesses.isFetchingNextPage}
          onPress={() => void accesses.fetchNextPage()}
        >
          {accesses.isFetchingNextPage ? t('privacy.activityMoreBusy') : t('privacy.activityMore')}
        </Button>
      ) : null}
    </section>
  );
}

function looked({ section, resource }: ShareAccess): string {
  if (section === 'recordings' && resource) return t('sharing.lookedOne');
  const key = lookedKeys[section];
  return t(key ?? 'sharing.lookedOverview');
}

const lookedKeys: Partial<Record<string, Parameters<typeof t>[0] & `sharing.looked${string}`>> = {
  check_ins: 'sharing.lookedCheckIns',
  interventions: 'sharing.lookedInterventions',
  summaries: 'sharing.lookedSummaries',
  journals: 'sharing.lookedJournals',
  recordings: 'sharing.lookedRecordings',
};
