import type { SheetBank } from '../../shared/sheet/row.ts';
import type { Api } from './client.ts';
import { Banks } from './views.ts';

/** The county's banks, as spreadsheets and people name them. */
export const banksOf = async (api: Api): Promise<SheetBank[]> => {
  const { banks } = await api.get('/police/banks', Banks);
  return banks.map(({ code, name, aliases, cardPrefixes }) => ({
    code,
    name: name.zh,
    aliases: [...aliases, name.en],
    cardPrefixes,
  }));
};
