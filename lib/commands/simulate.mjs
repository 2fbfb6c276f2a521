// `npm run simulate`: plays a scenario. Standard output is for its result alone. The syntax stays old on purpose: see bootstrap.mjs.
import { bootstrap, giveUp } from './bootstrap.mjs';

bootstrap(process.stderr);
import('./bundle.mjs')
  .then((bundler) => bundler.bundleSimulateIfStale())
  .then(() => import(new URL('../../.build/simulate.mjs', import.meta.url).href))
  .catch((error) => giveUp(`the simulation could not start. ${error.stack}`));
