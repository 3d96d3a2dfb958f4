import { LogOut, Settings, SunMoon, UserRound } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Separator } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useNavigate } from 'react-router';
import { Button } from '@/components/Button';
import { problemText } from '@/components/problemText';
import { showToast } from '@/components/toasts';
import { useSession, type User } from '@/lib/api/session';
import { t } from '@/lib/messages/t';
import { useSignOut } from '../api/signOut';
import { AppearanceSections } from './AppearanceSections';

const itemClass =
  'data-focused:bg-hover flex min-h-11 cursor-pointer items-center gap-2 rounded-sm px-2.5 no-underline outline-none';

interface Props {
  /** Asked before a sign-out that could lose something; false keeps the person signed in. */
  beforeSignOut?: () => Promise<boolean>;
}

export function AccountMenu({ beforeSignOut = () => Promise.resolve(true) }: Props) {
  const user = useSession((state) => state.user);
  const signOut = useSignOut();
  const navigate = useNavigate();
  const name = user ? nameOf(user) : null;
  return (
    <MenuTrigger>
      <Button tone="quiet" size="touch" icon aria-label={user ? t('account.menu') : t('account.appearance')}>
        {user ? <Initial user={user} /> : <SunMoon aria-hidden className="size-4.5" />}
      </Button>
      <Popover
        placement="bottom end"
        offset={6}
        className="bg-raised border-line shadow-floating animate-arrive w-64 overflow-auto rounded-lg border p-1.5"
      >
        {user ? (
          <div className="border-line mb-1 border-b px-2.5 pt-1.5 pb-2.5">
            <p className="text-faint text-xs">
              {user.is_guest ? t('account.guestText') : t('account.signedInAs')}
            </p>
            <p className="truncate font-medium">{name}</p>
          </div>
        ) : null}
        <Menu
          aria-label={user ? t('account.menu') : t('account.appearance')}
          className="outline-none"
          onAction={(key) => {
            if (key === 'settings') void navigate(user ? '/settings' : '/appearance');
            if (key !== 'sign-out') return;
            void beforeSignOut().then((isFree) => {
              if (!isFree) return;
              signOut.mutate(undefined, {
                onError: (error) => showToast({ text: problemText(error).title }),
              });
            });
          }}
        >
          <MenuItem id="settings" className={itemClass}>
            <Settings aria-hidden className="text-soft size-4" />
            {t(user ? 'account.settings' : 'account.moreAppearance')}
          </MenuItem>
          <AppearanceSections />
          {user ? (
            <>
              <Separator className="border-line my-1.5 border-t" />
              <MenuItem id="sign-out" textValue={t('account.signOut')} className={itemClass}>
                <LogOut aria-hidden className="text-soft size-4" />
                {t('account.signOut')}
              </MenuItem>
            </>
          ) : null}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function nameOf(user: User): string {
  return user.is_guest ? t('account.guest') : (user.display_name ?? user.email ?? t('account.guest'));
}

function Initial({ user }: { user: User }) {
  return (
    <span className="bg-accent-soft text-accent-strong grid size-7 place-items-center rounded-full text-xs font-semibold">
      {user.is_guest ? (
        <UserRound aria-hidden className="size-4" />
      ) : (
        nameOf(user).charAt(0).toLocaleUpperCase()
      )}
    </span>
  );
}
