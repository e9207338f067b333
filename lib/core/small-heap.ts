// Imported first, since what V8 takes while the other modules start it keeps.
import { keepHeapSmall } from './memory.ts';

keepHeapSmall();
