// Put in by .portal/stage.mjs.
declare const PORTAL_BUILD_ID: string;
declare const PORTAL_SITE_FILES: string[];
// The same without what old browsers lack; the package has types for the other one only.
declare module "simple-keyboard/build/index.modern.esm.js" {
  export { default } from "simple-keyboard";
}
