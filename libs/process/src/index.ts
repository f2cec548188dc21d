export { InvalidSetting } from './settings/invalid-setting';
export { matching, wholeNumber } from './settings/read-setting';
export { databaseUrl, processSettings, type ProcessSettings } from './settings/process-settings';
export { createProcessLog, type Log, type LogDestination, type ProcessLogOptions } from './log/process-log';
export { FrameworkLog } from './log/framework-log';
export { ProcessCondition, type Condition } from './readiness/process-condition';
export { closeInTurn } from './life/close-in-turn';
export { runProcess, type ProcessParts } from './life/run-process';
export type { RunningProcess } from './life/running-process';
