import { Check, ChevronsUpDown } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useLocation, useNavigate } from 'react-router';
import { Button } from '@/components/Button';
import type { User } from '@/lib/api/session';
import { t } from '@/lib/messages/t';
import { workspaceAt, workspacesOf } from './workspaces';

interface Props {
  user: User;
  /** Gives way to the help button on a phone: closer to the edge, and the arrows alone in the largest type. */
  isSlimOnPhones?: boolean;
}

/** Which workspace one is in, and the others that one's roles open; nothing for someone who has only one. */
export function WorkspaceSwitch({ user, isSlimOnPhones = false }: Props) {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const open = workspacesOf(user);
  const current = workspaceAt(pathname) ?? open.find(({ home }) => home === '/recordings');
  if (open.length < 2 || !current) return null;
  return (
    <MenuTrigger>
      <Button
        tone="quiet"
        className={`text-ink! px-2.5! pointer-coarse:h-11! min-w-0 max-sm:flex-nowrap max-sm:whitespace-nowrap! ${isSlimOnPhones ? 'max-sm:-ml-2.5 max-sm:gap-0.5! max-sm:pr-0! max-sm:text-xs!' : ''}`}
        aria-label={t('app.workspace', { name: t(current.name) })}
      >
        <span
          className={`min-w-0 truncate ${isSlimOnPhones ? 'in-data-[typeface=open_dyslexic]:max-sm:hidden @max-[17rem]:hidden' : ''}`}
        >
          {t(current.name)}
        </span>
        <ChevronsUpDown aria-hidden className="text-faint size-3.5 shrink-0" />
      </Button>
      <Popover
        placement="bottom start"
        className="bg-raised border-line shadow-floating animate-arrive min-w-52 rounded-lg border p-1.5"
      >
        <Menu
          aria-label={t('app.workspace', { name: t(current.name) })}
          selectionMode="single"
          selectedKeys={[current.home]}
          onAction={(home) => void navigate(String(home))}
          className="outline-none"
        >
          {open.map(({ name, home }) => (
            <MenuItem
              key={home}
              id={home}
              textValue={t(name)}
              className="data-focused:bg-hover flex h-9 cursor-pointer items-center gap-2 rounded-sm px-2.5 outline-none pointer-coarse:h-11"
            >
              {({ isSelected }) => (
                <>
                  <span className="flex-1">{t(name)}</span>
                  {isSelected ? <Check aria-hidden className="text-accent size-4" /> : null}
                </>
              )}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
