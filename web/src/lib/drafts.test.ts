import { beforeEach, describe, expect, it } from 'vitest';
import { dropDraft, forgetDrafts, keepDraft, readDraft } from './drafts';

describe('what is half-written', () => {
  beforeEach(() => {
    sessionStorage.clear();
    keepDraft('mira', 'note.1', { text: 'left arm' });
    keepDraft('noor', 'note.1', { text: 'right arm' });
    sessionStorage.setItem('something.else', 'stays');
  });

  it('is its writer’s alone', () => {
    expect(readDraft('mira', 'note.1')).toEqual({ text: 'left arm' });
    expect(readDraft('mira', 'note.2')).toBeNull();
  });

  it('is gone once it is saved', () => {
    dropDraft('mira', 'note.1');
    expect(readDraft('mira', 'note.1')).toBeNull();
    expect(readDraft('noor', 'note.1')).not.toBeNull();
  });

  it('is forgotten when somebody else signs in', () => {
    forgetDrafts('noor');
    expect(readDraft('mira', 'note.1')).toBeNull();
    expect(readDraft('noor', 'note.1')).toEqual({ text: 'right arm' });
  });

  it('is forgotten by signing out, and nothing but it', () => {
    forgetDrafts();
    expect(readDraft('noor', 'note.1')).toBeNull();
    expect(sessionStorage.getItem('something.else')).toBe('stays');
  });
});
