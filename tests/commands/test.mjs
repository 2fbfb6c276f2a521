// `npm test`. The syntax stays old on purpose: see bootstrap.mjs.
import { bootstrap, giveUp } from '../../lib/commands/bootstrap.mjs';

bootstrap();
import('./test-run.mjs')
  .then((tests) => tests.runTests(process.argv.slice(2)))
  .then((exitCode) => process.exit(exitCode))
  .catch((error) => giveUp(`the tests could not be run. ${error.stack}`));
