// @ts-check
// The contract as a page to read, for who writes a backend or a client of his own: /contract/. Nothing of it belongs to the portal's page.
import { init } from "./redoc.js";

const definition = await (await fetch("openapi.json")).json();
init(definition, { disableTelemetry: true }, document.getElementById("contract"));
