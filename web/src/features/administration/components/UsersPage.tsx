import { useMemo } from 'react';
import { Button } from '@/components/Button';
import { Chip } from '@/components/Chip';
import { Loaded } from '@/components/Loaded';
import { Select } from '@/components/Select';
import { formatDate, formatDateTime } from '@/lib/messages/format';
import { t } from '@/lib/messages/administration';
import { useUsers } from '../api/users';
import { roles } from '../model/roles';
import { setOnly, useFilters } from '../model/useFilters';
import { nameOf, stateOf, type AdminUser } from '../model/user';
import { AdminPage } from './AdminPage';
import { DataTable, type Column } from './DataTable';
import { MoreButton } from './MoreButton';
import { RoleChips } from './RoleChips';
import { SearchBox } from './SearchBox';
import { UserPanel } from './UserPanel';

const filterNames = ['query', 'role', 'status', 'open'] as const;

export function UsersPage() {
  const { filters, change, clear, addressWith } = useFilters(filterNames);
  const { open, ...asked } = filters;
  const list = useUsers(setOnly(asked));
  const users = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);

  return (
    <AdminPage
      title={t('admin.users')}
      count={users.length > 0 ? t('users.count', { count: users.length }) : undefined}
      filters={
        <>
          <SearchBox
            label={t('users.search')}
            hint={t('users.searchHint')}
            value={filters.query}
            onChange={(text) => change({ query: text })}
          />
          <Select
            label={t('users.role')}
            value={filters.role || 'any'}
            onChange={(role) => change({ role: role === 'any' ? '' : role })}
            options={[
              ['any', t('users.anyRole')],
              ...roles.map((role) => [role, t(`role.${role}`)] as const),
            ]}
          />
          <Select
            label={t('users.status')}
            value={filters.status || 'any'}
            onChange={(status) => change({ status: status === 'any' ? '' : status })}
            options={[
              ['any', t('users.anyStatus')],
              ['active', t('users.statusActive')],
              ['disabled', t('users.statusDisabled')],
              ['erasing', t('users.statusErasing')],
              ['unverified', t('users.statusUnverified')],
              ['guest', t('users.statusGuest')],
            ]}
          />
        </>
      }
    >
      <Loaded of={list} waiting={t('users.waiting')}>
        {() =>
          users.length === 0 ? (
            <div className="text-soft flex flex-col items-center gap-3 py-14">
              <p>{t('users.none')}</p>
              <Button onPress={clear}>{t('users.clear')}</Button>
            </div>
          ) : (
            <DataTable
              label={t('admin.users')}
              columns={columns}
              rows={users}
              rowKey={({ id }) => id}
              rowAddress={({ id }) => addressWith({ open: id })}
            />
          )
        }
      </Loaded>
      <MoreButton of={list} />
      {open ? <UserPanel key={open} userId={open} onClose={() => change({ open: '' })} /> : null}
    </AdminPage>
  );
}

const columns: readonly [Column<AdminUser>, ...Column<AdminUser>[]] = [
  {
    key: 'user',
    head: t('users.columnUser'),
    cell: (user) => (
      <>
        <span className="block truncate">{nameOf(user)}</span>
        {user.display_name && user.email ? (
          <span className="text-faint block truncate text-xs font-normal">{user.email}</span>
        ) : null}
      </>
    ),
  },
  { key: 'roles', head: t('users.columnRoles'), cell: (user) => <RoleChips roles={user.roles} /> },
  {
    key: 'state',
    head: t('users.columnState'),
    className: 'md:whitespace-nowrap',
    cell: (user) => {
      const { text, tone } = stateOf(user);
      return <Chip tone={tone}>{text}</Chip>;
    },
  },
  {
    key: 'sign-in',
    head: t('users.columnSignIn'),
    className: 'md:whitespace-nowrap',
    cell: (user) => (
      <span className="text-soft">
        {user.last_sign_in_at ? formatDateTime(user.last_sign_in_at) : t('users.never')}
      </span>
    ),
  },
  {
    key: 'created',
    head: t('users.columnCreated'),
    className: 'md:whitespace-nowrap',
    cell: (user) => <span className="text-soft">{formatDate(user.created_at)}</span>,
  },
];
