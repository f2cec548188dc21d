export { WrongOption, wrongValue } from './wrong-option';
export { readOptions, wholeNumber } from './read-options';
export { runProgram } from './run-program';
export { openProgress, type Progress } from './progress';
