import type { Settings } from '@common/models/index.js';

/** So many days entries of the audit log are kept where nobody has said otherwise. */
const AUDIT_DAYS = 400;

/** A century: what is kept so long is kept for ever. */
const FOR_EVER = 36_500;

/** What an admin may choose between: nobody gets rid of the last year. */
export const AUDIT_DAYS_CHOICES = [365, AUDIT_DAYS, 730, 1825, FOR_EVER] as const;

export type AuditDays = (typeof AUDIT_DAYS_CHOICES)[number];

/** So many days entries of the audit log are kept. */
export function auditDaysOf({ retention }: Pick<Settings, 'retention'>): number {
  return retention.auditDays ?? AUDIT_DAYS;
}

const SURE = 'sure';

/** What a button says that chooses; `sure` where it was asked whether what is older may go. */
export function auditDaysCode(days: AuditDays, sure: boolean): string {
  return sure ? `${days}~${SURE}` : String(days);
}

/** What a button has chosen; undefined for what none ever said. */
export function readAuditDays(pressed: string): { days: AuditDays; sure: boolean } | undefined {
  const [text = '', sure] = pressed.split('~');
  const days = AUDIT_DAYS_CHOICES.find((choice) => String(choice) === text);
  return days && { days, sure: sure === SURE };
}
