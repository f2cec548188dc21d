export { WrongOption, wrongValue } from './wrong-option';
export { flag, many, matching, oneOf, required, text, whole, type Option } from './option';
export { readArguments, readOptions } from './read-options';
export { runProgram } from './run-program';
export { openProgress, type Progress } from './progress';
