/** The part of Papa Parse that is used here. */
interface Parsed { data: string[][]; errors: { row?: number; code: string }[]; meta: { truncated: boolean; cursor: number } }
declare const Papa: {
  parse(text: string, options: { delimiter: string; newline: string; preview: number; fastMode: boolean }): Parsed;
  unparse(rows: string[][], options: { newline: string; escapeFormulae: boolean | RegExp }): string;
};
export default Papa;
