import { runProcess } from '@mayfly/process';
import { createLog } from './operation/log';
import { readSettings } from './settings';
import { startService } from './start-service';

void runProcess({ readSettings, createLog, start: startService });
