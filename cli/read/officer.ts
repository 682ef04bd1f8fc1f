import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';

/** An officer as the API takes one: by police number (10), or by resident number (01). */
export const Officer = z.strictObject({
  name: z.string(),
  idType: z.enum(['10', '01']),
  idNumber: z.string(),
  phone: z.string().optional(),
});
export type Officer = z.output<typeof Officer>;

const residentId = /^\d{17}[\dX]$/;

/** `林浩然:037117`, `林浩然:037117:0635-5550117`. @throws Fault invalid/usage-officer */
export const officerOf = (option: string, text: string): Officer => {
  const [name = '', number = '', phone, ...more] = text.split(/[:：]/).map(part => part.trim());
  const idNumber = number.toUpperCase();
  if (!name || !idNumber || more.length > 0) throw new Fault('invalid', 'usage-officer', { option });
  return { name, idType: residentId.test(idNumber) ? '01' : '10', idNumber, ...(phone ? { phone } : {}) };
};
