/** Whether a property that is there is on, by its value (22.9.2.7), which may be left out. */
export const isOn = (value: string | undefined): boolean => !/^(?:0|false|off)$/.test(value ?? '');
