export { contextTar } from '../context/export/context-tar.ts';
