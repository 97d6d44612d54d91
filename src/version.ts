/** The version of this package; sent in the User-Agent and shown by `--version`. */
export const VERSION = '0.1.0';
