// Put in by .portal/stage.mjs.
declare const PORTAL_BUILD_ID: string;
declare const PORTAL_SITE_FILES: string[];
