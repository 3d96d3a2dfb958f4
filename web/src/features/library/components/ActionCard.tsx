import { EllipsisVertical, EyeOff } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Link } from 'react-router';
import { Button } from '@/components/Button';
import { t } from '@/lib/messages/library';
import { useChoices } from '../api/chooseIntervention';
import type { Intervention } from '../model/intervention';
import { ActionFacts } from './ActionFacts';
import { FavouriteButton } from './FavouriteButton';

/** One small action; the whole card leads to it. */
export function ActionCard({ item }: { item: Intervention }) {
  return (
    <article className="border-line bg-raised hover:border-line-strong/60 motion-quick relative flex w-full gap-2 rounded-lg border py-4 pr-2 pl-5 transition-colors">
      <div className="min-w-0 flex-1 py-1">
        <h3 className="font-serif text-lg leading-snug font-medium">
          <Link
            to={`/library/${item.id}`}
            className="after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-(--focus)"
          >
            {item.name}
          </Link>
        </h3>
        <p className="mt-1 text-base">{item.short_description}</p>
        <ActionFacts item={item} className="mt-2" />
      </div>
      <div className="relative flex flex-col self-start">
        <FavouriteButton item={item} />
        <CardMenu item={item} />
      </div>
    </article>
  );
}

function CardMenu({ item }: { item: Intervention }) {
  const choices = useChoices();
  return (
    <MenuTrigger>
      <Button tone="quiet" icon size="touch" aria-label={t('library.more.of', { name: item.name })}>
        <EllipsisVertical aria-hidden className="size-5" />
      </Button>
      <Popover
        placement="bottom end"
        className="bg-raised border-line shadow-floating animate-arrive min-w-40 rounded-lg border p-1.5"
      >
        <Menu aria-label={t('library.more.of', { name: item.name })} className="outline-none">
          <MenuItem
            textValue={t('library.hide')}
            onAction={() => void choices.hide(item)}
            className="data-focused:bg-hover flex h-11 cursor-pointer items-center gap-2.5 rounded-sm px-3 text-base outline-none"
          >
            <EyeOff aria-hidden className="text-soft size-4.5" />
            {t('library.hide')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
