import { Shapes } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Button } from '@/components/Button';
import { Loaded } from '@/components/Loaded';
import { TileLink } from '@/components/TileLink';
import { usePageTitle } from '@/components/usePageTitle';
import { t } from '@/lib/messages/library';
import { useLibrary } from '../api/interventions';
import { useSearch } from '../api/searchInterventions';
import { filtersOf, fits, matchesWords, type Filters } from '../model/filters';
import { gentlestFirst, type Intervention } from '../model/intervention';
import { useSettled } from '../model/useSettled';
import { ActionCard } from './ActionCard';
import { HiddenActions } from './HiddenActions';
import { LibraryFilters } from './LibraryFilters';
import { SearchBox } from './SearchBox';

const quietLink =
  'text-soft hover:text-ink inline-flex min-h-11 items-center rounded-sm underline decoration-current/40 underline-offset-4';

/** Small things that can help: found by a word, narrowed down by what somebody has to give. */
export function LibraryPage() {
  usePageTitle(t('library.title'));
  const [address, setAddress] = useSearchParams();
  const library = useLibrary(false);
  if (address.has('hidden')) return <HiddenActions />;

  const change = (name: string, value: string) =>
    setAddress(
      (known) => {
        if (value === '') known.delete(name);
        else known.set(name, value);
        return known;
      },
      { replace: true },
    );
  const filters = filtersOf(address);
  return (
    <div className="mx-auto w-full max-w-[66rem] px-5 pt-8 pb-16 sm:px-8">
      <h1 tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight">
        {t('library.title')}
      </h1>
      <p className="text-soft mt-1 text-base">{t('library.lead')}</p>
      <TileLink
        to="/tools"
        icon={Shapes}
        name={t('library.tools')}
        text={t('library.toolsText')}
        className="mt-5 sm:max-w-md"
      />
      <div className="mt-6 flex flex-col gap-4">
        <SearchBox value={address.get('q') ?? ''} onChange={(text) => change('q', text)} />
        <LibraryFilters
          filters={filters}
          onChange={change}
          onClear={() => setAddress(address.has('q') ? { q: address.get('q') ?? '' } : {}, { replace: true })}
        />
      </div>
      <Loaded of={library} waiting={t('library.loading')}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t('library.empty')} text={t('library.emptyText')} />
          ) : (
            <Found
              items={items}
              text={address.get('q') ?? ''}
              filters={filters}
              onClear={() => setAddress({}, { replace: true })}
            />
          )
        }
      </Loaded>
      <p className="mt-10 flex flex-wrap gap-x-6">
        <Link to="/library?hidden=yes" className={quietLink}>
          {t('library.showHidden')}
        </Link>
      </p>
    </div>
  );
}

interface FoundProps {
  items: Intervention[];
  text: string;
  filters: Filters;
  onClear: () => void;
}

function Found({ items, text, filters, onClear }: FoundProps) {
  const words = useSettled(text.trim());
  const search = useSearch(words);
  const isSearching = text.trim() !== '';
  // A new search must not begin with what an earlier one found.
  const answer = words === '' ? undefined : search.data;
  const shown = useDeferredValue(
    useMemo(() => {
      if (!isSearching) return items.filter((item) => fits(item, filters)).sort(gentlestFirst);
      // Until the server has answered, and where it cannot, the words themselves are looked for.
      const found = answer ?? items.filter((item) => matchesWords(item, text)).sort(gentlestFirst);
      return found.filter((item) => fits(item, filters));
    }, [items, text, filters, isSearching, answer]),
  );

  if (shown.length === 0 && !(isSearching && search.isFetching)) {
    return (
      <Empty title={t('library.none')} text={t('library.noneText')}>
        <Button size="touch" onPress={onClear}>
          {t('library.filtersClear')}
        </Button>
      </Empty>
    );
  }
  const favourites = isSearching ? [] : shown.filter((item) => item.is_favourite);
  const others = isSearching ? shown : shown.filter((item) => !item.is_favourite);
  return (
    <>
      <p role="status" className="sr-only">
        {t('library.found', { count: shown.length })}
      </p>
      {favourites.length > 0 ? <Cards title={t('library.favourites')} items={favourites} /> : null}
      <Cards
        key={`${words} ${JSON.stringify(filters)}`}
        title={favourites.length > 0 ? t('library.all') : t('library.found', { count: shown.length })}
        items={others}
      />
    </>
  );
}

/** As many as somebody takes in; the others follow when asked for. */
const atOnce = 12;

function Cards({ title, items }: { title: string; items: Intervention[] }) {
  const [count, setCount] = useState(atOnce);
  if (items.length === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="text-soft numeric text-sm font-medium">{title}</h2>
      <ul className="mt-3 grid gap-3 md:grid-cols-2">
        {items.slice(0, count).map((item) => (
          <li key={item.id} className="flex">
            <ActionCard item={item} />
          </li>
        ))}
      </ul>
      {count < items.length ? (
        <div className="mt-5 flex justify-center">
          <Button size="large" onPress={() => setCount(count + atOnce)}>
            {t('library.more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Empty({ title, text, children }: { title: string; text: string; children?: React.ReactNode }) {
  return (
    <div role="status" className="mt-12 flex flex-col items-start gap-3">
      <p className="font-serif text-lg">{title}</p>
      <p className="text-soft text-base">{text}</p>
      {children}
    </div>
  );
}
