package org.dl4jlab.interchange.keras;

/**
 * What an optimizer remembers of each number that it trains.
 *
 * @param numbers how many, in the order that DL4J keeps them in too; negative where Keras keeps
 *     others
 * @param first what they are before the first step
 */
record OptimizerMemory(int numbers, float first) {

  /** Of which DL4J cannot go on. */
  static final OptimizerMemory NOT_READ = new OptimizerMemory(-1, 0);

  static OptimizerMemory of(int numbers) {
    return new OptimizerMemory(numbers, 0);
  }

  /**
   * Where Keras keeps one of them, counted from the first.
   *
   * @param array which trained array's, of {@code arrays}
   * @param grouped whether all arrays' first numbers come before all second ones, as Keras 2 had it
   */
  int place(int array, int number, int arrays, boolean grouped) {
    // Keras 3 keeps two of an array beside each other, and the maxima of AMSGrad behind all.
    int together = grouped ? 1 : Math.min(numbers, 2);
    return number < together ? array * together + number : number * arrays + array;
  }
}
