/** In the page, before its own scripts: calls `onReactCommit` of the window at every commit, of which React tells its developer tools in production too. */
export function tellReactCommits(): void {
  const nothing = () => {};
  const page = window as unknown as { onReactCommit?: () => void };
  Object.assign(window, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      renderers: new Map(),
      supportsFiber: true,
      checkDCE: nothing,
      inject: () => 1,
      onScheduleFiberRoot: nothing,
      onCommitFiberUnmount: nothing,
      onPostCommitFiberRoot: nothing,
      onCommitFiberRoot: () => page.onReactCommit?.(),
    },
  });
}
