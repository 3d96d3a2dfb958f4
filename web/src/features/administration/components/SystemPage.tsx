import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { Loaded } from '@/components/Loaded';
import { formatBytes, formatDateTime, formatNumber } from '@/lib/messages/format';
import { t } from '@/lib/messages/administration';
import { useSystemStatus } from '../api/operations';
import type { SystemStatus } from '../model/operations';
import { AdminPage } from './AdminPage';
import { Facts } from './Facts';

export function SystemPage() {
  const status = useSystemStatus();
  return (
    <AdminPage title={t('admin.system')}>
      <Loaded of={status} waiting={t('system.waiting')}>
        {(found) => (
          <div className="grid items-start gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
            <Checks checks={found.checks} />
            <Numbers status={found} />
          </div>
        )}
      </Loaded>
    </AdminPage>
  );
}

type Check = SystemStatus['checks'][number];

const order = ['bad', 'warning', 'good'];

/** What needs a hand comes first, and says what to do. */
function Checks({ checks }: { checks: readonly Check[] }) {
  const sorted = [...checks].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const trouble = checks.filter(({ state }) => state !== 'good').length;
  return (
    <section aria-label={t('system.checks')}>
      <h2 className="font-semibold">{t('system.checks')}</h2>
      <p className="text-soft">
        {trouble === 0 ? t('system.allGood') : t('system.attention', { count: trouble })}
      </p>
      <ul className="divide-line mt-2 divide-y">
        {sorted.map(({ name, state, text }) => (
          <li key={name} className="flex items-start gap-3 py-2.5">
            <StateIcon state={state} />
            <div className="min-w-0">
              <p className="font-medium">{checkTitle(name)}</p>
              <p className="text-soft">{text}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** `master_key` as words. */
function checkTitle(name: string): string {
  if (name === 'public_url') return t('system.publicUrl');
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

function StateIcon({ state }: { state: string }) {
  const shared = 'mt-0.5 size-4.5 shrink-0';
  if (state === 'bad')
    return <CircleAlert role="img" aria-label={t('system.bad')} className={`${shared} text-danger`} />;
  if (state === 'warning')
    return (
      <TriangleAlert role="img" aria-label={t('system.warning')} className={`${shared} text-firefly-ink`} />
    );
  return <CircleCheck role="img" aria-label={t('system.good')} className={`${shared} text-good`} />;
}

function Numbers({ status }: { status: SystemStatus }) {
  const { database, storage, mail, keys, nodes } = status;
  return (
    <section aria-label={t('system.numbers')}>
      <h2 className="mb-1 font-semibold">{t('system.numbers')}</h2>
      <Facts
        items={[
          [t('system.version'), status.version],
          [t('system.started'), formatDateTime(status.started_at)],
          [
            t('system.database'),
            t(database.private ? 'system.databasePrivate' : 'system.databaseExternal', {
              version: database.version,
            }),
          ],
          [t('system.databaseSize'), formatBytes(database.size_bytes)],
          [t('system.migrations'), formatNumber(status.migrations)],
          [
            t('system.blobs'),
            t('system.blobsText', { count: storage.blob_count, size: formatBytes(storage.blob_bytes) }),
          ],
          [t('system.free'), formatBytes(storage.free_bytes)],
          [
            t('system.mail'),
            t(mail.mode === 'smtp' ? 'system.mailServer' : 'system.mailFolder', {
              waiting: mail.waiting,
              failed: mail.failed,
            }),
          ],
          [t('system.masterKey'), keys.master_key_id],
          [t('system.rewrap'), formatNumber(keys.keys_to_rewrap)],
          [
            t('system.signingKey'),
            keys.signing_key_created_at ? formatDateTime(keys.signing_key_created_at) : t('admin.none'),
          ],
          [
            t('system.nodes'),
            <ul key="nodes">
              {nodes.map((node) => (
                <li key={node.name}>
                  {node.name}{' '}
                  <span className="text-faint">
                    {t('system.nodeSeen', { date: formatDateTime(node.last_seen_at) })}
                  </span>
                </li>
              ))}
            </ul>,
          ],
        ]}
      />
    </section>
  );
}
