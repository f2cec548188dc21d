import 'reflect-metadata';
import { runProcess } from '@mayfly/process';
import { createLog } from './operation/log';
import { readSettings } from './settings';
import { startWorker } from './start-worker';

void runProcess({ readSettings, createLog, start: startWorker });
