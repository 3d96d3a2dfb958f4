import { Search, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { t } from '@/lib/messages/t';

export function FilterField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <SearchField
      aria-label={t('recordings.filter')}
      value={value}
      onChange={onChange}
      className="group relative min-w-0 flex-1 sm:w-60 sm:flex-none"
    >
      <Search aria-hidden className="text-faint pointer-events-none absolute top-2.5 left-3 size-4" />
      <Input
        placeholder={t('recordings.filterHint')}
        className="bg-raised border-line-strong/60 placeholder:text-faint hover:border-line-strong motion-quick h-9 w-full rounded-sm border pr-9 pl-9 transition-colors [&::-webkit-search-cancel-button]:hidden"
      />
      <AriaButton
        aria-label={t('recordings.filterClear')}
        className="text-soft hover:text-ink absolute top-1 right-1 grid size-7 cursor-pointer place-items-center rounded-sm group-data-empty:hidden"
      >
        <X aria-hidden className="size-4" />
      </AriaButton>
    </SearchField>
  );
}
