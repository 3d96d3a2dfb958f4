import { Check } from 'lucide-react';
import { t } from '@/lib/messages/library';
import type { Thing } from '../model/useAnswers';
import { StageWords } from './StageWords';

interface Props {
  text: string;
  count: number;
  things: readonly Thing[] | undefined;
  onChange: (things: readonly Thing[]) => void;
}

const nothing: Thing = { isFound: false, text: '' };

/** A row for each thing: tick it, or type it. */
export function SensesList({ text, count, things = [], onChange }: Props) {
  const rows = Array.from({ length: count }, (_, index) => things[index] ?? nothing);
  const change = (at: number, thing: Thing) =>
    onChange(rows.map((known, index) => (index === at ? thing : known)));
  return (
    <>
      <StageWords>{text}</StageWords>
      <ul className="flex flex-col gap-2">
        {rows.map((thing, index) => (
          <li key={index} className="flex items-center gap-2">
            <label className="group relative grid size-13 shrink-0 cursor-pointer place-items-center">
              <input
                type="checkbox"
                checked={thing.isFound}
                aria-label={t('player.senses.thing', { number: index + 1 })}
                onChange={(event) => change(index, { ...thing, isFound: event.target.checked })}
                className="peer absolute inset-0 size-full cursor-pointer opacity-0"
              />
              <span
                aria-hidden
                className="border-line-strong peer-checked:bg-accent peer-checked:border-accent peer-checked:text-on-accent text-soft peer-focus-visible:outline-focus numeric grid size-10 place-items-center rounded-full border-2 text-base outline-offset-2 peer-focus-visible:outline-2"
              >
                {thing.isFound ? <Check className="size-5" /> : index + 1}
              </span>
            </label>
            <input
              type="text"
              value={thing.text}
              autoComplete="off"
              maxLength={80}
              placeholder={t('player.senses.type')}
              aria-label={`${t('player.senses.thing', { number: index + 1 })}, ${t('player.senses.type')}`}
              onChange={(event) =>
                change(index, {
                  text: event.target.value,
                  isFound: event.target.value !== '' || thing.isFound,
                })
              }
              className="border-line placeholder:text-faint h-12 min-w-0 flex-1 rounded-t-sm border-b bg-transparent px-2 text-base"
            />
          </li>
        ))}
      </ul>
      <p className="text-soft text-sm">{t('player.senses.notKept')}</p>
    </>
  );
}
