// `npm start`. The syntax stays old on purpose: see bootstrap.mjs.
import { bootstrap, checkNode, giveUp } from './bootstrap.mjs';
import { watchNpm } from './npm-parent.mjs';

checkNode(process.versions.node);
watchNpm('start');
import('./port.mjs')
  .then((port) => port.checkPort())
  .then(() => {
    bootstrap();
    return import('./build.mjs');
  })
  .then((builder) => builder.buildIfStale())
  .then((isBuilt) => (isBuilt ? import('./serve.mjs') : process.exit(1)))
  .catch((error) => giveUp(`the server could not start. ${error.stack}`));
