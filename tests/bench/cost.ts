import type { Figures, Size } from './figures.ts';
export async function costSuite(_: Size): Promise<Figures> {
  return {};
}
