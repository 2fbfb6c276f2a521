// `npm run worker`: one more worker for the pool of a server that shares its PostgreSQL. The syntax stays old on purpose: see bootstrap.mjs.
import { bootstrap, giveUp, say } from './bootstrap.mjs';
import { watchNpm } from './npm-parent.mjs';

watchNpm('worker');

if (!process.env.DATABASE_URL) {
  giveUp(
    'DATABASE_URL is not set. A worker joins the PostgreSQL that the server uses: DATABASE_URL=postgres://user:password@host/database npm run worker. Without one, the server has its own database and starts its workers itself.',
  );
}
bootstrap();
import('./bundle.mjs')
  .then((bundler) => bundler.bundleServerIfStale())
  .then(() => {
    say('starting a worker ...');
    return import(new URL('../../.build/batch-worker.mjs', import.meta.url).href);
  })
  .catch((error) => giveUp(`the worker could not start. ${error.stack}`));
