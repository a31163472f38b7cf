// Put in by .portal/stage.mjs.
declare const PORTAL_BUILD_ID: string;
declare const PORTAL_SITE_FILES: string[];

// Papa Parse brings no types; this much is used.
declare module "papaparse" {
  const Papa: { parse(text: string, options: { preview?: number }): { data: unknown[][] } };
  export default Papa;
}

// The same without what old browsers lack; the package has types for the other one only.
declare module "simple-keyboard/build/index.modern.esm.js" {
  export { default } from "simple-keyboard";
}
