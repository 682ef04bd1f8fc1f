import { describe, expect, it } from 'vitest';
import { cached } from '../../shared/aws/cached.ts';

const setting = (options?: { outlives: boolean }) => {
  const state = { now: 0, loads: 0, broken: false };
  const load = async (key: string): Promise<string> => {
    state.loads += 1;
    if (state.broken) throw new Error('broken');
    return `${key} ${state.loads}`;
  };
  return { state, get: cached(1_000, () => state.now, load, options) };
};

describe('what is remembered', () => {
  it('is loaded once for callers at once, and again when its time is over', async () => {
    const { state, get } = setting();
    expect(await Promise.all([get('a'), get('a'), get('b')])).toEqual(['a 1', 'a 1', 'b 2']);
    state.now = 1_000;
    expect(await get('a')).toBe('a 3');
  });

  it('is forgotten where its load failed', async () => {
    const { state, get } = setting();
    state.broken = true;
    await expect(get('a')).rejects.toThrow('broken');
    state.broken = false;
    expect(await get('a')).toBe('a 2');
  });

  it('is not used beyond its time, for a dismissal must be felt', async () => {
    const { state, get } = setting();
    await get('a');
    state.now = 1_000;
    state.broken = true;
    await expect(get('a')).rejects.toThrow('broken');
  });

  it('stays in use where it outlives a service that is away', async () => {
    const { state, get } = setting({ outlives: true });
    await get('a');
    state.now = 1_000;
    state.broken = true;
    expect(await get('a')).toBe('a 1');
    state.now = 2_000;
    state.broken = false;
    expect(await get('a')).toBe('a 3');
  });
});
