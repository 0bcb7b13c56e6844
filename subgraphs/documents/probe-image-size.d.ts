declare module "probe-image-size/sync.js" {
  interface Size {
    readonly width: number;
    readonly height: number;
  }
  /** What the beginning of an image says of its size; nothing when it says none. */
  type Parser = (head: Uint8Array) => (Size & { readonly variants?: readonly Size[] }) | undefined;
  export const parsers: Readonly<Record<"avif" | "gif" | "jpeg" | "png" | "tiff" | "webp", Parser>>;
}
