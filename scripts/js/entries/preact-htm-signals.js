// The whole of what static/js/ui/view.js may use: components as functions, hooks, tagged templates, signals.
import { h } from "preact";
import htm from "htm";

export {
  h, render, Component, Fragment, createContext, createRef, cloneElement, isValidElement, toChildArray, options,
} from "preact";
export {
  useState, useReducer, useEffect, useLayoutEffect, useRef, useMemo, useCallback, useContext, useId,
  useErrorBoundary, useImperativeHandle,
} from "preact/hooks";
export {
  Signal, signal, computed, effect, batch, untracked, useSignal, useComputed, useSignalEffect,
} from "@preact/signals";

export const html = htm.bind(h);
