package org.dl4jlab.onednn.lowering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.DropOutInverted;
import org.nd4j.linalg.factory.Nd4j;

class DropoutRandomTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 42, -7, 0x123456789ABCDEFL, Long.MIN_VALUE})
  void drawsTheMasksThatNd4jDraws(long seed) {
    Nd4j.getRandom().setSeed(seed);
    DropoutRandom random = new DropoutRandom();
    random.seed(seed);
    for (int length : new int[] {4096, 1, 77, 4096}) {
      INDArray expected = Nd4j.ones(length);
      Nd4j.getExecutioner().exec(new DropOutInverted(expected, expected, 0.7));
      float[] mask = new float[length];
      random.draw(mask, 0.7f);
      assertArrayEquals(expected.toFloatVector(), mask);
    }
  }
}
