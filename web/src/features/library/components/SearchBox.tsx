import { Search, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { t } from '@/lib/messages/library';

export function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <SearchField
      aria-label={t('library.search')}
      value={value}
      onChange={onChange}
      maxLength={200}
      className="group relative"
    >
      <Search aria-hidden className="text-faint pointer-events-none absolute top-4 left-4 size-5" />
      <Input
        placeholder={t('library.searchHint')}
        className="bg-raised border-line-strong/60 placeholder:text-faint hover:border-line-strong motion-quick h-13 w-full rounded-lg border pr-13 pl-12 text-base transition-colors [&::-webkit-search-cancel-button]:hidden"
      />
      <AriaButton
        aria-label={t('library.searchClear')}
        className="text-soft hover:text-ink absolute top-1 right-1 grid size-11 cursor-pointer place-items-center rounded-sm group-data-empty:hidden"
      >
        <X aria-hidden className="size-5" />
      </AriaButton>
    </SearchField>
  );
}
