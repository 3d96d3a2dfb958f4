import { describe, expect, it } from 'vitest';
import { kindText, partsOf } from './letter';

describe('a letter', () => {
  it('is cut where its links begin and end, without the full stop of the sentence', () =>
    expect(partsOf('Open http://localhost:8092/reset-password#user=1&token=a-b. Then write.')).toEqual([
      { text: 'Open ', isLink: false },
      { text: 'http://localhost:8092/reset-password#user=1&token=a-b', isLink: true },
      { text: '. Then write.', isLink: false },
    ]));

  it('links only to web addresses', () =>
    expect(partsOf('javascript:alert(1)')).toEqual([{ text: 'javascript:alert(1)', isLink: false }]));

  it('is named in words', () => expect(kindText('password_reset')).toBe('Password reset'));
});
