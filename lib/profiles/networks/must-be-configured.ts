import { Refusal } from '../../core/errors.ts';
import type { PlatformInfo } from './platforms.ts';

/** @throws Refusal `platform_not_configured`, naming the variable. */
export function mustBeConfigured(platforms: readonly PlatformInfo[], platform: string): void {
  const info = platforms.find(({ id }) => id === platform);
  if (!info || info.available) return;
  const message = `${info.name} is not available: the operator has not set ${info.needs}.`;
  throw new Refusal('platform_not_configured', message, {
    faults: [{ path: 'platform', code: 'platform_not_configured', message }],
  });
}
