import { Heart } from 'lucide-react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { t } from '@/lib/messages/library';
import { buttonClass } from '@/components/buttonStyle';
import { useChoices } from '../api/chooseIntervention';
import type { Intervention } from '../model/intervention';

/** A filled heart is a favourite; the shape says it, not the colour alone. */
export function FavouriteButton({ item, isNamed = false }: { item: Intervention; isNamed?: boolean }) {
  const choices = useChoices();
  const isOn = item.is_favourite;
  return (
    <ToggleButton
      isSelected={isOn}
      onChange={(isFavourite) => void choices.favour(item, isFavourite)}
      {...(isNamed ? {} : { 'aria-label': t('library.favour', { name: item.name }) })}
      className={buttonClass('quiet', 'touch', !isNamed)}
    >
      <Heart
        aria-hidden
        className={`size-5 ${isOn ? 'text-accent' : ''}`}
        fill={isOn ? 'currentColor' : 'none'}
      />
      {isNamed ? t(isOn ? 'library.isFavourite' : 'library.favourShort') : null}
    </ToggleButton>
  );
}
