export { default } from "papaparse";
