export { generate, correction, mode } from "lean-qr";
export { toSvg } from "lean-qr/extras/svg";
