import { Chip } from '@/components/Chip';
import { Loaded } from '@/components/Loaded';
import { useSession } from '@/lib/api/session';
import { formatDateTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/administration';
import { useUser } from '../api/users';
import { nameOf, stateOf, type AdminUser } from '../model/user';
import { Facts } from './Facts';
import { RolesEditor } from './RolesEditor';
import { SlideOver } from './SlideOver';
import { UserActions } from './UserActions';

export function UserPanel({ userId, onClose }: { userId: string; onClose: () => void }) {
  const user = useUser(userId);
  return (
    <SlideOver
      title={user.data ? nameOf(user.data) : t('admin.users')}
      subtitle={user.data?.display_name ? user.data.email : undefined}
      onClose={onClose}
    >
      <div className="mt-4">
        <Loaded of={user} waiting={t('users.waiting')}>
          {(found) => <UserDetails user={found} />}
        </Loaded>
      </div>
    </SlideOver>
  );
}

function UserDetails({ user }: { user: AdminUser }) {
  const isOwn = useSession((state) => state.user?.id === user.id);
  const { text, tone } = stateOf(user);
  return (
    <>
      <Facts
        items={[
          [
            t('users.columnState'),
            <Chip key="state" tone={tone}>
              {text}
            </Chip>,
          ],
          [t('users.verified'), t(user.email_verified ? 'users.yes' : 'users.no')],
          [t('users.twoStep'), t(user.mfa_enabled ? 'users.on' : 'users.off')],
          [t('users.passkeys'), user.passkey_count],
          [
            t('users.columnSignIn'),
            user.last_sign_in_at ? formatDateTime(user.last_sign_in_at) : t('users.never'),
          ],
          [t('users.columnCreated'), formatDateTime(user.created_at)],
        ]}
      />
      {isOwn ? <p className="text-firefly-ink mt-3 font-medium">{t('users.you')}</p> : null}
      {user.is_guest ? null : <RolesEditor key={user.roles.join()} user={user} />}
      <UserActions user={user} />
    </>
  );
}
