// `npm run soak`. The syntax stays old on purpose: see bootstrap.mjs.
import { bootstrap, giveUp } from '../../lib/commands/bootstrap.mjs';

bootstrap();
import('./soak-runs.mjs')
  .then((soak) => soak.runSoak(process.argv.slice(2)))
  .then((exitCode) => process.exit(exitCode))
  .catch((error) => giveUp(`the tests could not be run. ${error.stack}`));
