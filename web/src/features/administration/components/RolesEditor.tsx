import { useState } from 'react';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { showToast } from '@/components/toasts';
import { t } from '@/lib/messages/administration';
import { useChangeUser } from '../api/users';
import { nameOf, type AdminUser } from '../model/user';
import { RoleBoxes } from './RoleBoxes';

export function RolesEditor({ user }: { user: AdminUser }) {
  const [chosen, setChosen] = useState<readonly string[]>(user.roles);
  const change = useChangeUser(user.id);
  const isChanged = [...chosen].sort().join() !== [...user.roles].sort().join();
  return (
    <section className="mt-6">
      <RoleBoxes label={t('users.roles')} value={chosen} onChange={setChosen} />
      {change.isError ? (
        <div className="mt-2">
          <ProblemNotice error={change.error} />
        </div>
      ) : null}
      <Button
        tone="primary"
        className="mt-2"
        isDisabled={!isChanged}
        isPending={change.isPending}
        onPress={() =>
          // The editor begins anew with the saved roles; only a promise outlives that.
          void change.mutateAsync({ roles: [...chosen] }).then(
            () => showToast({ text: t('users.rolesSaved', { name: nameOf(user) }) }),
            // Said above the button, which is still there then.
            () => undefined,
          )
        }
      >
        {change.isPending ? t('users.rolesWaiting') : t('users.rolesSave')}
      </Button>
    </section>
  );
}
