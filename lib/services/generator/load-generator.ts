import 'server-only';
import { runLoadGenerator } from './load-generator-main';

// The entry of the generator process: one file to bundle.
runLoadGenerator();
