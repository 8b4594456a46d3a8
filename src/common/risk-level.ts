/** How much care a casino needs; blocked: nobody may advertise it. */
export const RISK_LEVELS = ['low', 'medium', 'high', 'blocked'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];
