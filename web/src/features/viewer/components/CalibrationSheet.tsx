import { useState } from 'react';
import { Button } from '@/components/Button';
import { t } from '@/lib/messages/t';
import { usePreferences } from '../model/preferences';
import {
  cardWidthMillimetres,
  defaultPixelsPerMillimetre,
  pixelsPerMillimetreFromCard,
} from '../model/sensitivity';
import { Sheet } from '@/components/Sheet';

const cardHeightMillimetres = 53.98;

/** Once per screen: make a frame as wide as a card, so that µV/mm means millimetres. */
export function CalibrationSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { pixelsPerMillimetre, change } = usePreferences();
  const [cardPixels, setCardPixels] = useState(() => Math.round(pixelsPerMillimetre * cardWidthMillimetres));
  const finish = (measured: number, isCalibrated: boolean) => {
    change({ pixelsPerMillimetre: measured, isCalibrated });
    setCardPixels(Math.round(measured * cardWidthMillimetres));
    onClose();
  };
  return (
    <Sheet title={t('viewer.calibrateTitle')} isOpen={isOpen} onClose={onClose}>
      <p className="text-soft mb-4 max-w-prose">{t('viewer.calibrateText')}</p>
      <div className="overflow-x-auto">
        <div
          className="border-accent bg-accent-soft rounded-lg border-2"
          style={{ width: cardPixels, height: (cardPixels * cardHeightMillimetres) / cardWidthMillimetres }}
        />
      </div>
      <label className="mt-4 block text-sm font-medium">
        {t('viewer.calibrateWidth')}
        <input
          type="range"
          min={180}
          max={700}
          value={cardPixels}
          onChange={(event) => setCardPixels(Number(event.target.value))}
          className="mt-2 block w-full"
        />
      </label>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button tone="quiet" onPress={() => finish(defaultPixelsPerMillimetre, false)}>
          {t('viewer.calibrateReset')}
        </Button>
        <Button tone="primary" onPress={() => finish(pixelsPerMillimetreFromCard(cardPixels), true)}>
          {t('viewer.calibrateSave')}
        </Button>
      </div>
    </Sheet>
  );
}
