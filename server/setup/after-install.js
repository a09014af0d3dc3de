// npm runs this after every installation ("postinstall").
import { attempt } from './attempt.js';
import { finishInstall } from './install.js';

await attempt(() => finishInstall());
