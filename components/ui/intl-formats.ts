/** How dates and money are written, each format made when it is first asked for and kept: making one takes ten times as long as using it. */

const dates = new Map<string, Intl.DateTimeFormat>();
const dollars = new Map<number, Intl.NumberFormat>();

/** In British English, where the reader is unless `timeZone` says otherwise. Kept for ever: for options that are written in the code only. */
export function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const format = dates.get(key) ?? new Intl.DateTimeFormat("en-GB", options);
  dates.set(key, format);
  return format;
}

/** Dollars with so many digits behind the point. */
export function dollarFormat(digits: number): Intl.NumberFormat {
  const format =
    dollars.get(digits) ??
    new Intl.NumberFormat("en-US", { style: "currency", currency: "USD", minimumFractionDigits: digits, maximumFractionDigits: digits });
  dollars.set(digits, format);
  return format;
}
