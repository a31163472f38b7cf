// The script that Emscripten makes (target portal_web). Names as in shell/browser/main.cpp.
export interface Client {
  HEAPU8: Uint8Array;
  _portal_buffer(size_bytes: number): number;
  _portal_start(software: number): number;
  _portal_event(): number;
  _portal_draw(): void;
  _portal_mirror(): void;
  _portal_paint(): void;
  _portal_go_on_in_software(): void;
  _portal_fonts_changed(): void;
  _portal_tree(): number;
}
export interface ClientOptions {
  canvas: HTMLCanvasElement;
  portal: import("./bridge.js").ScriptSide;
  instantiateWasm?(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void): object;
  onAbort?(reason: unknown): void;
  print?(text: string): void;
  printErr?(text: string): void;
}
export default function create_client(options: ClientOptions): Promise<Client>;
