// What ui/view.js may rely on, in the shapes of preact, htm and @preact/signals.
export type Key = string | number | null | undefined;
export type ComponentChild = VNode<any> | object | string | number | bigint | boolean | null | undefined;
export type ComponentChildren = ComponentChild | ComponentChildren[];
export interface RefObject<T> { current: T | null }
export type Ref<T> = RefObject<T> | ((value: T | null) => void);
export interface VNode<P = {}> {
  type: ComponentType<P> | string;
  props: P & { children?: ComponentChildren };
  key: Key;
}
export type FunctionComponent<P = {}> = (props: P & { children?: ComponentChildren }) => ComponentChildren;
export type ComponentType<P = {}> = FunctionComponent<P> | (new (props: P, context?: any) => Component<P, any>);
export abstract class Component<P = {}, S = {}> {
  constructor(props?: P, context?: any);
  props: Readonly<P & { children?: ComponentChildren }>;
  state: Readonly<S>;
  setState(state: Partial<S> | ((previous: Readonly<S>, props: Readonly<P>) => Partial<S> | null), done?: () => void): void;
  forceUpdate(done?: () => void): void;
  abstract render(props?: P, state?: S): ComponentChildren;
  componentDidMount?(): void;
  componentWillUnmount?(): void;
  componentDidUpdate?(previousProps: Readonly<P>, previousState: Readonly<S>): void;
  componentDidCatch?(error: unknown, info: { componentStack?: string }): void;
}
export interface Context<T> {
  Provider: FunctionComponent<{ value: T }>;
  Consumer: FunctionComponent<{ children: (value: T) => ComponentChildren }>;
}

export function h<P>(type: ComponentType<P>, props: (P & { key?: Key; ref?: Ref<any> }) | null, ...children: ComponentChildren[]): VNode<any>;
export function h(type: string, props: Record<string, any> | null, ...children: ComponentChildren[]): VNode<any>;
export function html(strings: TemplateStringsArray, ...values: any[]): VNode<any>;
export function render(node: ComponentChild, into: Element | Document | ShadowRoot | DocumentFragment): void;
export const Fragment: FunctionComponent<{}>;
export function createContext<T>(value: T): Context<T>;
export function createRef<T = any>(): RefObject<T>;
export function cloneElement(node: VNode<any>, props?: Record<string, any>, ...children: ComponentChildren[]): VNode<any>;
export function isValidElement(value: unknown): value is VNode<any>;
export function toChildArray(children: ComponentChildren): Array<VNode<any> | string | number>;
export const options: Record<string, any>;

export type StateUpdate<S> = S | ((previous: S) => S);
export function useState<S>(initial: S | (() => S)): [S, (next: StateUpdate<S>) => void];
export function useState<S = undefined>(): [S | undefined, (next: StateUpdate<S | undefined>) => void];
export function useReducer<S, A>(reducer: (previous: S, action: A) => S, initial: S): [S, (action: A) => void];
export type Inputs = ReadonlyArray<unknown>;
export function useEffect(effect: () => void | (() => void), inputs?: Inputs): void;
export function useLayoutEffect(effect: () => void | (() => void), inputs?: Inputs): void;
export function useRef<T>(initial: T): { current: T };
export function useRef<T>(initial: T | null): RefObject<T>;
export function useRef<T = undefined>(): { current: T | undefined };
export function useMemo<T>(make: () => T, inputs: Inputs | undefined): T;
export function useCallback<T extends (...args: any[]) => any>(callback: T, inputs: Inputs): T;
export function useContext<T>(context: Context<T>): T;
export function useId(): string;
export function useErrorBoundary(callback?: (error: any) => void): [any, () => void];
export function useImperativeHandle<T>(ref: Ref<T>, create: () => T, inputs?: Inputs): void;

export interface ReadonlySignal<T> {
  readonly value: T;
  peek(): T;
  subscribe(listener: (value: T) => void): () => void;
  toString(): string;
  toJSON(): T;
  valueOf(): T;
}
export class Signal<T = any> implements ReadonlySignal<T> {
  constructor(value?: T);
  value: T;
  peek(): T;
  subscribe(listener: (value: T) => void): () => void;
  toString(): string;
  toJSON(): T;
  valueOf(): T;
}
export function signal<T>(value: T): Signal<T>;
export function signal<T = undefined>(): Signal<T | undefined>;
export function computed<T>(make: () => T): ReadonlySignal<T>;
export function effect(run: () => void | (() => void)): () => void;
export function batch<T>(run: () => T): T;
export function untracked<T>(run: () => T): T;
export function useSignal<T>(value: T): Signal<T>;
export function useSignal<T = undefined>(): Signal<T | undefined>;
export function useComputed<T>(make: () => T): ReadonlySignal<T>;
export function useSignalEffect(run: () => void | (() => void)): void;
