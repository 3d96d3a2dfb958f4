import { MailPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
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
import { MoreButton } from './MoreButton';
import { RoleChips } from './RoleChips';

export function InvitationsPage() {
  const list = useInvitations();
  const invitations = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
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
      <Loaded of={list} waiting={t('invite.waiting')}>
        {() =>
          invitations.length === 0 ? (
            <p className="text-soft py-14 text-center">{t('invite.empty')}</p>
          ) : (
            <DataTable
              label={t('invite.title')}
              columns={columns}
              rows={invitations}
              rowKey={({ id }) => id}
            />
          )
        }
      </Loaded>
      <MoreButton of={list} />
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
    className: 'md:whitespace-nowrap',
    cell: (invitation) => <span className="text-soft">{formatDate(invitation.created_at)}</span>,
  },
  {
    key: 'expires',
    head: t('invite.columnExpires'),
    className: 'md:whitespace-nowrap',
    cell: (invitation) => <span className="text-soft">{formatDate(invitation.expires_at)}</span>,
  },
  {
    key: 'withdraw',
    head: t('admin.actions'),
    isHeadHidden: true,
    isUnlabelled: true,
    className: 'md:text-right',
    cell: (invitation) => <Withdraw invitation={invitation} />,
  },
];

function State({ invitation }: { invitation: Invitation }) {
  if (invitation.status === 'expired') return <Chip>{t('invite.stateExpired')}</Chip>;
  return <Chip tone="attention">{t('invite.stateWaiting')}</Chip>;
}

function Withdraw({ invitation: { id, email } }: { invitation: Invitation }) {
  const withdraw = useWithdrawInvitation();
  return (
    <Button
      size="compact"
      aria-label={t('invite.withdrawOf', { email })}
      isPending={withdraw.isPending}
      onPress={() =>
        void withdraw.mutateAsync(id).then(
          () => showToast({ text: t('invite.withdrawn', { email }) }),
          (error: unknown) => showToast({ text: problemText(error).title }),
        )
      }
    >
      {t('invite.withdraw')}
    </Button>
  );
}
