import { X } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { Button } from '@/components/Button';
import { TextInput } from '@/components/TextInput';
import { t } from '@/lib/messages/companion';
import { emotions, longestWord, mostWords, natures, type EmotionWord } from '../model/checkIn';
import { ChoiceChips } from './ChoiceChips';

interface Props {
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
  /** 1: the words alone; 2: what each feels like; 3: two questions lead to a few of them. */
  helpLevel: number;
}

export function Feelings({ chosen, onChange, helpLevel }: Props) {
  const toggle = (word: string) =>
    onChange(
      chosen.includes(word)
        ? chosen.filter((other) => other !== word)
        : [...chosen, word].slice(0, mostWords),
    );
  return (
    <div className="flex flex-col gap-4">
      {helpLevel >= 3 ? (
        <GuidedWords chosen={chosen} onToggle={toggle} />
      ) : (
        <Words words={emotions} chosen={chosen} onToggle={toggle} isExplained={helpLevel === 2} />
      )}
      <OwnWords
        words={chosen.filter((word) => !(emotions as readonly string[]).includes(word))}
        onAdd={(word) => (chosen.includes(word) ? undefined : toggle(word))}
        onRemove={toggle}
      />
    </div>
  );
}

interface WordsProps {
  words: readonly EmotionWord[];
  chosen: readonly string[];
  onToggle: (word: string) => void;
  isExplained: boolean;
}

function Words({ words, chosen, onToggle, isExplained }: WordsProps) {
  return (
    <ChoiceChips
      label={t('more.feelings')}
      options={words.map((word) =>
        isExplained
          ? ([word, t(`emotion.${word}`), t(`emotion.${word}Text`)] as const)
          : ([word, t(`emotion.${word}`)] as const),
      )}
      chosen={chosen}
      onToggle={onToggle}
    />
  );
}

type Pleasantness = 'pleasant' | 'unpleasant' | 'neither';

/** Pleasant or not, stirred or still: then a few words that lie there. All of them stay one press away. */
function GuidedWords({ chosen, onToggle }: { chosen: readonly string[]; onToggle: (word: string) => void }) {
  const [pleasantness, setPleasantness] = useState<Pleasantness | null>(null);
  const [stirred, setStirred] = useState<'much' | 'little' | null>(null);
  const [isAllShown, setAllShown] = useState(false);
  const near = emotions.filter(
    (word) =>
      natures[word].pleasantness === pleasantness &&
      (stirred === null || natures[word].isStirred === (stirred === 'much')),
  );
  if (isAllShown) return <Words words={emotions} chosen={chosen} onToggle={onToggle} isExplained />;
  return (
    <>
      <div>
        <p className="mb-2 text-base font-medium">{t('more.pleasantness')}</p>
        <ChoiceChips
          label={t('more.pleasantness')}
          options={[
            ['pleasant', t('more.pleasant')],
            ['unpleasant', t('more.unpleasant')],
            ['neither', t('more.neither')],
          ]}
          chosen={pleasantness === null ? [] : [pleasantness]}
          onToggle={setPleasantness}
        />
      </div>
      {pleasantness === null ? null : (
        <div>
          <p className="mb-2 text-base font-medium">{t('more.arousal')}</p>
          <ChoiceChips
            label={t('more.arousal')}
            options={[
              ['much', t('more.muchGoingOn')],
              ['little', t('more.littleGoingOn')],
            ]}
            chosen={stirred === null ? [] : [stirred]}
            onToggle={setStirred}
          />
        </div>
      )}
      {pleasantness === null || stirred === null ? null : (
        <div>
          <p className="mb-2 text-base font-medium">{t('more.maybe')}</p>
          <Words words={near} chosen={chosen} onToggle={onToggle} isExplained />
        </div>
      )}
      <p role="status" className="text-soft">
        {pleasantness !== null && chosen.length === 0 ? t('more.onlyWordsKept') : ''}
      </p>
      <Button tone="quiet" size="touch" className="-ml-4 self-start" onPress={() => setAllShown(true)}>
        {t('more.showAll')}
      </Button>
    </>
  );
}

interface OwnProps {
  words: readonly string[];
  onAdd: (word: string) => void;
  onRemove: (word: string) => void;
}

function OwnWords({ words, onAdd, onRemove }: OwnProps) {
  const [typed, setTyped] = useState('');
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    if (typed.trim() === '') return;
    onAdd(typed.trim());
    setTyped('');
  };
  return (
    <div>
      <form onSubmit={add} className="flex max-w-md items-end gap-2">
        <div className="flex-1">
          <TextInput label={t('more.ownFeeling')} value={typed} onChange={setTyped} maxLength={longestWord} />
        </div>
        <Button type="submit" size="touch">
          {t('more.add')}
        </Button>
      </form>
      {words.length > 0 ? (
        <ul className="mt-3 flex flex-wrap gap-2">
          {words.map((word) => (
            <li key={word}>
              <Button
                size="touch"
                aria-label={t('more.remove', { name: word })}
                onPress={() => onRemove(word)}
              >
                {word}
                <X aria-hidden className="size-4" />
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
