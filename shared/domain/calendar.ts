/** Days that differ from the week's pattern, `YYYY-MM-DD` in the county's zone. */
export interface Calendar {
  readonly zone: string;
  readonly holidays: readonly string[];
}

const formats = new Map<string, Intl.DateTimeFormat>();

const format = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(zone, made);
  return made;
};

/** Local date and hour of an instant. */
export const localHour = (at: number, zone: string): { day: string; hour: number } => {
  const parts = Object.fromEntries(
    format(zone)
      .formatToParts(at)
      .map(p => [p.type, p.value]),
  );
  return { day: `${parts.year}-${parts.month}-${parts.day}`, hour: Number(parts.hour) };
};

/** Night is 18:00-08:00 in the county's zone, and holidays whole. */
export const hoursAt = (at: number, { zone, holidays }: Calendar): 'day' | 'night' => {
  const { day, hour } = localHour(at, zone);
  return hour >= 18 || hour < 8 || holidays.includes(day) ? 'night' : 'day';
};
