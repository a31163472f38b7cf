// Redoc's own script brings no types; .portal/stage.mjs lays it beside contract.js. This much is used.
export function init(definition: object, options: { disableTelemetry: boolean }, element: HTMLElement | null): void;
