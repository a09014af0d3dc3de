import { fanOutContract } from './fan-out.contract.ts';
import { LocalFanOut } from './fan-out.ts';

fanOutContract('of one node', async () => ({ nodes: [new LocalFanOut()], settled: async () => {} }));
