import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest's environment for Node with globals as quick as they are outside of it. Jest puts a proxy behind the context's global object, so that every mention of
 * `Math` or `Map` is a call into C++ and back: scoring, which mentions little else, took two and a half times as long in a test as in the product.
 */
export default class PlainGlobals extends TestEnvironment {
  constructor(config, context) {
    const { createContext } = vm;
    // the one call of the parent's constructor; it takes no option for it
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
}
