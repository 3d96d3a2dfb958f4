import { MailPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/Button';
import { Chip } from '@/components/Chip';
import { Loaded } from '@/components/Loaded';
import { problemText } from '@/components/problemText';
import { showToast } from '@/components/toasts';
import { formatDate } from '@/lib/messages/format';
import { t } from '@/lib/messages/administration';
import { useInvitations, useWithdrawInvitation } from '../api/invitations';
import type { Invitation } from '../model/invitation';
import { AdminPage } from './AdminPage';
import { DataTable, type Column } from './DataTable';
import { InvitePanel } from './InvitePanel';
import { RoleChips } from './RoleChips';

export function InvitationsPage() {
  const invitations = useInvitations();
  const [isInviting, setInviting] = useState(false);
  return (
    <AdminPage
      title={t('invite.title')}
      actions={
        <Button tone="primary" onPress={() => setInviting(true)}>
          <MailPlus aria-hidden className="size-4" />
          {t('invite.send')}
        </Button>
      }
    >
      <p className="text-soft -mt-2 mb-3 max-w-[68ch]">{t('invite.text')}</p>
      <Loaded of={invitations} waiting={t('invite.waiting')}>
        {(items) =>
          items.length === 0 ? (
            <p className="text-soft py-14 text-center">{t('invite.empty')}</p>
          ) : (
            <DataTable label={t('invite.title')} columns={columns} rows={items} rowKey={({ id }) => id} />
          )
        }
      </Loaded>
      {isInviting ? <InvitePanel onClose={() => setInviting(false)} /> : null}
    </AdminPage>
  );
}

const columns: readonly [Column<Invitation>, ...Column<Invitation>[]] = [
  {
    key: 'email',
    head: t('invite.columnEmail'),
    cell: ({ email, display_name: name }) => (
      <>
        <span className="block truncate">{name ?? email}</span>
        {name ? <span className="text-faint block truncate text-xs font-normal">{email}</span> : null}
      </>
    ),
  },
  { key: 'roles', head: t('invite.roles'), cell: ({ roles }) => <RoleChips roles={roles} /> },
  {
    key: 'state',
    head: t('invite.columnState'),
    cell: (invitation) => <State invitation={invitation} />,
  },
  {
    key: 'sent',
    head: t('invite.columnSent'),
    className: 'whitespace-nowrap',
    cell: (invitation) => <span className="text-soft">{formatDate(invitation.created_at)}</span>,
  },
  {
    key: 'expires',
    head: t('invite.columnExpires'),
    className: 'whitespace-nowrap',
    cell: (invitation) => <span className="text-soft">{formatDate(invitation.expires_at)}</span>,
  },
  {
    key: 'withdraw',
    head: '',
    isUnlabelled: true,
    className: 'md:text-right',
    cell: (invitation) => <Withdraw invitation={invitation} />,
  },
];

function State({ invitation }: { invitation: Invitation }) {
  if (invitation.accepted_at) return <Chip tone="good">{t('invite.stateAccepted')}</Chip>;
  if (new Date(invitation.expires_at) < new Date()) return <Chip>{t('invite.stateExpired')}</Chip>;
  return <Chip tone="attention">{t('invite.stateWaiting')}</Chip>;
}

function Withdraw({ invitation: { id, email, accepted_at: acceptedAt } }: { invitation: Invitation }) {
  const withdraw = useWithdrawInvitation();
  if (acceptedAt) return null;
  return (
    <Button
      size="compact"
      aria-label={t('invite.withdrawOf', { email })}
      isPending={withdraw.isPending}
      onPress={() =>
        withdraw.mutate(id, {
          onSuccess: () => showToast({ text: t('invite.withdrawn', { email }) }),
          onError: (error) => showToast({ text: problemText(error).title }),
        })
      }
    >
      {t('invite.withdraw')}
    </Button>
  );
}
