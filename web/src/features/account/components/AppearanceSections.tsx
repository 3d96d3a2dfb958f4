import { Check } from 'lucide-react';
import { Header } from 'react-aria-components/Header';
import { MenuItem, MenuSection, type Selection } from 'react-aria-components/Menu';
import { themes, typefaces, useAppearance, type Theme, type Typeface } from '@/lib/appearance/appearance';
import { t } from '@/lib/messages/t';

const itemClass =
  'flex min-h-9 cursor-pointer items-center gap-2 rounded-sm px-2.5 outline-none data-focused:bg-hover data-focused:outline-none';
const headerClass = 'text-faint px-2.5 pt-2.5 pb-1 text-xs font-medium';

function Choice({ id, label }: { id: string; label: string }) {
  return (
    <MenuItem id={id} textValue={label} className={itemClass}>
      {({ isSelected }) => (
        <>
          <span className="flex-1">{label}</span>
          {isSelected ? <Check aria-hidden className="text-accent size-4" /> : null}
        </>
      )}
    </MenuItem>
  );
}

function only(selection: Selection): string | undefined {
  return selection === 'all' ? undefined : [...selection].map(String)[0];
}

/** The part of a menu that changes how Halcyon looks; it stays open so that one can compare. */
export function AppearanceSections() {
  const { theme, typeface } = useAppearance();
  return (
    <>
      <MenuSection
        selectionMode="single"
        disallowEmptySelection
        shouldCloseOnSelect={false}
        selectedKeys={[theme]}
        onSelectionChange={(selection) => useAppearance.setState({ theme: only(selection) as Theme })}
      >
        <Header className={headerClass}>{t('account.theme')}</Header>
        {themes.map((value) => (
          <Choice key={value} id={value} label={t(`account.theme.${value}`)} />
        ))}
      </MenuSection>
      <MenuSection
        selectionMode="single"
        disallowEmptySelection
        shouldCloseOnSelect={false}
        selectedKeys={[typeface]}
        onSelectionChange={(selection) => useAppearance.setState({ typeface: only(selection) as Typeface })}
      >
        <Header className={headerClass}>{t('account.typeface')}</Header>
        {typefaces.map((value) => (
          <Choice key={value} id={value} label={t(`account.typeface.${value}`)} />
        ))}
      </MenuSection>
    </>
  );
}
