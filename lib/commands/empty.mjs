// Stands in for 'server-only' and 'client-only' where a bundler or test runner has no such notion.
export {};
