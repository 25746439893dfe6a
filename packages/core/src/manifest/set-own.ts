/** Does `value[key] = member`. For `__proto__`, an assignment would set the prototype. */
export function setOwn(value: Record<string, unknown>, key: string, member: unknown): void {
  if (key !== '__proto__') value[key] = member;
  else Object.defineProperty(value, key, { value: member, enumerable: true, writable: true, configurable: true });
}
